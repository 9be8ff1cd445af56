package dev.fiberscope.engine.wire;

import java.nio.ByteOrder;
import java.util.Objects;

/** How numbers travel: bincode's byte order and integer encoding. */
public record WireConfig(ByteOrder order, IntEncoding ints) {
  /** How integers wider than a byte travel. */
  public enum IntEncoding {
    /** One byte up to 250, then a tag byte and 2, 4, 8 or 16 bytes. */
    VARIABLE,
    /** As many bytes as the type is wide. */
    FIXED
  }

  public WireConfig {
    Objects.requireNonNull(order);
    Objects.requireNonNull(ints);
  }

  /** Little endian, variable integers: bincode's {@code standard()}. */
  public static WireConfig standard() {
    return new WireConfig(ByteOrder.LITTLE_ENDIAN, IntEncoding.VARIABLE);
  }

  /** Little endian, fixed integers: bincode's {@code legacy()}. */
  public static WireConfig legacy() {
    return standard().withFixedIntEncoding();
  }

  public WireConfig withBigEndian() {
    return new WireConfig(ByteOrder.BIG_ENDIAN, ints);
  }

  public WireConfig withLittleEndian() {
    return new WireConfig(ByteOrder.LITTLE_ENDIAN, ints);
  }

  public WireConfig withFixedIntEncoding() {
    return new WireConfig(order, IntEncoding.FIXED);
  }

  public WireConfig withVariableIntEncoding() {
    return new WireConfig(order, IntEncoding.VARIABLE);
  }

  boolean bigEndian() {
    return order == ByteOrder.BIG_ENDIAN;
  }

  boolean variable() {
    return ints == IntEncoding.VARIABLE;
  }

  /** The Rust expression that builds this configuration. */
  @Override
  public String toString() {
    return "standard()"
        + (bigEndian() ? ".with_big_endian()" : "")
        + (variable() ? "" : ".with_fixed_int_encoding()");
  }
}
