package dev.fiberscope.engine.wire;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations as Rust writes them, with bincode 1, 2 and bincode-next. */
final class ConfigText {
  private static final Pattern START =
      Pattern.compile(
          "\\s*(?:[\\w]+\\s*::\\s*)*?(standard|legacy|DefaultOptions\\s*::\\s*(?:new|default)|options"
              + "|config|serialize|deserialize|serialize_into|deserialize_from|serialized_size)"
              + "\\s*(?:::\\s*<[^()]*>\\s*)?\\([^()]*\\)\\s*\\??");
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*\\.\\s*(\\w+)\\s*(?:::\\s*<\\s*(?:\\{)?([^<>{}]*)(?:})?\\s*>)?\\s*\\(([^()]*)\\)");

  private static final Map<String, WireConfig> STARTS =
      Map.of("standard", WireConfig.standard(), "options", WireConfig.standard());

  private static final Map<String, UnaryOperator<WireConfig>> CALLS =
      Map.ofEntries(
          Map.entry("with_big_endian", WireConfig::withBigEndian),
          Map.entry("with_little_endian", WireConfig::withLittleEndian),
          Map.entry("with_native_endian", WireConfig::withLittleEndian),
          Map.entry("with_fixed_int_encoding", WireConfig::withFixedIntEncoding),
          Map.entry("with_fixint_encoding", WireConfig::withFixedIntEncoding),
          Map.entry("with_variable_int_encoding", WireConfig::withVariableIntEncoding),
          Map.entry("with_varint_encoding", WireConfig::withVariableIntEncoding),
          Map.entry("with_no_limit", WireConfig::withNoLimit),
          Map.entry("with_infinite_limit", WireConfig::withNoLimit),
          // bincode 1 asks what to do with bytes behind a message; they are always told here.
          Map.entry("allow_trailing_bytes", UnaryOperator.identity()),
          Map.entry("reject_trailing_bytes", UnaryOperator.identity()),
          Map.entry("skip_fixed_array_length", UnaryOperator.identity()));

  private ConfigText() {}

  static WireConfig parse(String expression) {
    Matcher start = START.matcher(expression);
    if (!start.lookingAt()) {
      throw new IllegalArgumentException(
          "A configuration starts with standard(), legacy(), DefaultOptions::new(), options() or"
              + " serialize(), not \""
              + expression.strip()
              + "\".");
    }
    String begin = start.group(1).startsWith("DefaultOptions") ? "options" : start.group(1);
    // What is neither of these two is fixed and little endian.
    WireConfig config = STARTS.getOrDefault(begin, WireConfig.legacy());
    Matcher call = CALL.matcher(expression).region(start.end(), expression.length());
    while (call.lookingAt()) {
      config = with(config, call.group(1), call.group(2), call.group(3));
      call.region(call.end(), expression.length());
    }
    String rest = expression.substring(call.regionStart()).strip();
    if (!rest.isEmpty() && !rest.equals(";")) {
      throw new IllegalArgumentException(
          "In the configuration, \""
              + rest
              + "\" is no call such as .with_big_endian() or .with_limit::<1024>().");
    }
    return config;
  }

  /** True if it is written as bincode 1 does, where everything goes through serde. */
  static boolean isBincode1(String expression) {
    return expression.matches(
        "(?s).*\\b(DefaultOptions|options\\s*\\(|(de)?serialize|with_fixint|with_varint).*");
  }

  private static WireConfig with(
      WireConfig config, String call, String typeArgument, String argument) {
    if (call.equals("with_limit")) {
      return config.withLimit(limit(typeArgument == null ? argument : typeArgument));
    }
    UnaryOperator<WireConfig> change = CALLS.get(call);
    if (change == null) {
      throw new IllegalArgumentException(
          call.equals("write_fixed_array_length")
              ? "write_fixed_array_length() is not supported; write Vec<T> where the type has [T; N]."
              : "A configuration has no "
                  + call
                  + "(): it has with_big_endian, with_little_endian, with_fixed_int_encoding,"
                  + " with_variable_int_encoding, with_limit::<N> and with_no_limit, with bincode 1"
                  + " with_fixint_encoding, with_varint_encoding and with_limit(N).");
    }
    return change.apply(config);
  }

  /** A number, or a product of numbers: {@code 64 * 1024}. */
  private static long limit(String text) {
    try {
      long product = 1;
      for (String factor : text.split("\\*")) {
        String digits = factor.strip().replace("_", "").replaceFirst("(usize|u64)$", "");
        product = Math.multiplyExact(product, Long.parseLong(digits));
      }
      return product;
    } catch (NumberFormatException | ArithmeticException none) {
      throw new IllegalArgumentException(
          "with_limit needs a number of bytes, with_limit::<1024>() or with_limit(1024).", none);
    }
  }
}
