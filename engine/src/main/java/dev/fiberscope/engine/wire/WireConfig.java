package dev.fiberscope.engine.wire;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * How values travel: bincode's byte order, integer encoding, limit and format.
 *
 * @param limit most bytes that a message may claim, as bincode counts them, or {@link #NO_LIMIT}
 * @param format what the bytes are; CBOR has an order and integers of its own
 * @param packsBits whether fields of a number of bits share bytes
 * @param fingerprint what travels before the message
 * @param release of bincode-next that wrote it
 */
public record WireConfig(
    ByteOrder order,
    IntEncoding ints,
    long limit,
    Format format,
    boolean packsBits,
    Fingerprint fingerprint,
    Release release) {
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

  /** bincode's own bytes, of the first release. */
  public WireConfig(ByteOrder order, IntEncoding ints, long limit) {
    this(order, ints, limit, Format.BINCODE, false, Fingerprint.NONE, Release.RC_7);
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
   * {@code DefaultOptions::new().with_fixint_encoding()} or {@code serialize()}. Before it may
   * stand which release of bincode-next wrote the bytes: {@code bincode-next 3.1: standard()}.
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
    return with(ByteOrder.BIG_ENDIAN, ints);
  }

  public WireConfig withLittleEndian() {
    return with(ByteOrder.LITTLE_ENDIAN, ints);
  }

  public WireConfig withFixedIntEncoding() {
    return with(order, IntEncoding.FIXED);
  }

  public WireConfig withVariableIntEncoding() {
    return with(order, IntEncoding.VARIABLE);
  }

  private WireConfig with(ByteOrder newOrder, IntEncoding newInts) {
    return new WireConfig(newOrder, newInts, limit, format, packsBits, fingerprint, release);
  }

  public WireConfig withLimit(long bytes) {
    return new WireConfig(order, ints, bytes, format, packsBits, fingerprint, release);
  }

  public WireConfig withNoLimit() {
    return withLimit(NO_LIMIT);
  }

  public WireConfig withFormat(Format other) {
    return new WireConfig(order, ints, limit, other, packsBits, fingerprint, release);
  }

  public WireConfig withBitPacking(boolean packs) {
    return new WireConfig(order, ints, limit, format, packs, fingerprint, release);
  }

  public WireConfig withFingerprint(Fingerprint other) {
    return new WireConfig(order, ints, limit, format, packsBits, other, release);
  }

  public WireConfig withRelease(Release other) {
    return new WireConfig(order, ints, limit, format, packsBits, fingerprint, other);
  }

  /** True if integers and lengths are CBOR's. */
  public boolean isCbor() {
    return format instanceof Format.Cbor;
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
    return release.prefix()
        + "standard()"
        + (bigEndian() ? ".with_big_endian()" : "")
        + (variable() ? "" : ".with_fixed_int_encoding()")
        + (limit == NO_LIMIT ? "" : ".with_limit::<" + limit + ">()")
        + (packsBits ? ".with_bit_packing()" : "")
        + format.call()
        + fingerprint.call();
  }
}
