package dev.fiberscope.engine.wire;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * How values travel: bincode's byte order, integer encoding and limit.
 *
 * @param limit most bytes that a message may claim, as bincode counts them, or {@link #NO_LIMIT}
 */
public record WireConfig(ByteOrder order, IntEncoding ints, long limit) {
  /** No message is too large for bincode. */
  public static final long NO_LIMIT = -1;

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

  /** Little endian, variable integers, no limit: bincode's {@code standard()}. */
  public static WireConfig standard() {
    return new WireConfig(ByteOrder.LITTLE_ENDIAN, IntEncoding.VARIABLE, NO_LIMIT);
  }

  /** Little endian, fixed integers, no limit: bincode's {@code legacy()}. */
  public static WireConfig legacy() {
    return standard().withFixedIntEncoding();
  }

  /**
   * Reads a Rust expression such as {@code config::standard().with_big_endian()}, or, of bincode 1,
   * {@code DefaultOptions::new().with_fixint_encoding()} or {@code serialize()}.
   *
   * @throws IllegalArgumentException with a sentence if it is none
   */
  public static WireConfig parse(String expression) {
    return ConfigText.parse(expression);
  }

  /** True if such an expression is one of bincode 1, where everything goes through serde. */
  public static boolean isBincode1(String expression) {
    return ConfigText.isBincode1(expression);
  }

  public WireConfig withBigEndian() {
    return new WireConfig(ByteOrder.BIG_ENDIAN, ints, limit);
  }

  public WireConfig withLittleEndian() {
    return new WireConfig(ByteOrder.LITTLE_ENDIAN, ints, limit);
  }

  public WireConfig withFixedIntEncoding() {
    return new WireConfig(order, IntEncoding.FIXED, limit);
  }

  public WireConfig withVariableIntEncoding() {
    return new WireConfig(order, IntEncoding.VARIABLE, limit);
  }

  public WireConfig withLimit(long bytes) {
    return new WireConfig(order, ints, bytes);
  }

  public WireConfig withNoLimit() {
    return withLimit(NO_LIMIT);
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
        + (variable() ? "" : ".with_fixed_int_encoding()")
        + (limit == NO_LIMIT ? "" : ".with_limit::<" + limit + ">()");
  }
}
