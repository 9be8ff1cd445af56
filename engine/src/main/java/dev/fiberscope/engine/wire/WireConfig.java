package dev.fiberscope.engine.wire;

import java.nio.ByteOrder;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How values travel: bincode's byte order, integer encoding and limit.
 *
 * @param limit most bytes that a message may claim, as bincode counts them, or {@link #NO_LIMIT}
 */
public record WireConfig(ByteOrder order, IntEncoding ints, long limit) {
  /** No message is too large for bincode. */
  public static final long NO_LIMIT = -1;

  private static final Pattern CALL =
      Pattern.compile(
          "\\s*\\.\\s*(\\w+)\\s*(?:::\\s*<\\s*(?:\\{\\s*)?([\\d_]+)(?:usize)?(?:\\s*})?\\s*>)?\\s*\\(\\s*\\)");

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
   * Reads a Rust expression such as {@code config::standard().with_big_endian()}.
   *
   * @throws IllegalArgumentException with a sentence if it is none
   */
  public static WireConfig parse(String expression) {
    Matcher start =
        Pattern.compile("\\s*(?:\\w+::)*(standard|legacy)\\s*\\(\\s*\\)").matcher(expression);
    if (!start.lookingAt()) {
      throw new IllegalArgumentException(
          "A configuration starts with standard() or legacy(), not \"" + expression + "\".");
    }
    WireConfig config = start.group(1).equals("legacy") ? legacy() : standard();
    Matcher call = CALL.matcher(expression).region(start.end(), expression.length());
    while (call.lookingAt()) {
      config = config.with(call.group(1), call.group(2));
      call.region(call.end(), expression.length());
    }
    if (!expression.substring(call.regionStart()).isBlank()) {
      throw new IllegalArgumentException(
          "In the configuration, \""
              + expression.substring(call.regionStart()).strip()
              + "\" is no call such as .with_big_endian() or .with_limit::<1024>().");
    }
    return config;
  }

  private WireConfig with(String call, String argument) {
    return switch (call) {
      case "with_big_endian" -> withBigEndian();
      case "with_little_endian" -> withLittleEndian();
      case "with_fixed_int_encoding" -> withFixedIntEncoding();
      case "with_variable_int_encoding" -> withVariableIntEncoding();
      case "with_no_limit" -> withNoLimit();
      case "with_limit" -> withLimit(parseLimit(argument));
      default ->
          throw new IllegalArgumentException(
              "A configuration has no "
                  + call
                  + "(): it has with_big_endian, with_little_endian,"
                  + " with_fixed_int_encoding, with_variable_int_encoding, with_limit::<N> and"
                  + " with_no_limit.");
    };
  }

  private static long parseLimit(String argument) {
    try {
      return Long.parseLong(argument.replace("_", ""));
    } catch (NullPointerException | NumberFormatException none) {
      throw new IllegalArgumentException(
          "with_limit needs a number of bytes, with_limit::<1024>().", none);
    }
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
