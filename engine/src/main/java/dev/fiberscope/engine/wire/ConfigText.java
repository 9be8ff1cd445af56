package dev.fiberscope.engine.wire;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations as Rust writes them, with bincode 1, 2 and bincode-next. */
final class ConfigText {
  private static final Pattern START =
      Pattern.compile(
          "\\s*(?:let\\s+\\w+\\s*=\\s*)?(?:[\\w]+\\s*::\\s*)*?(standard|legacy|DefaultOptions\\s*::\\s*(?:new|default)|options"
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
          Map.entry("with_cbor_format", it -> it.withFormat(Format.Cbor.PLAIN)),
          Map.entry("with_deterministic_cbor", it -> it.withFormat(Format.Cbor.DETERMINISTIC)),
          Map.entry(
              "with_deterministic_bincode", it -> it.withFormat(Format.DETERMINISTIC_BINCODE)),
          Map.entry("with_bincode_format", it -> it.withFormat(Format.BINCODE)),
          Map.entry("with_bit_packing", it -> it.withBitPacking(true)),
          Map.entry("with_no_bit_packing", it -> it.withBitPacking(false)),
          Map.entry("with_fingerprint", it -> it.withFingerprint(Fingerprint.OF_TYPES)),
          // The seed changes nothing.
          Map.entry("with_fingerprint_and_seed", it -> it.withFingerprint(Fingerprint.OF_TYPES)),
          Map.entry("with_no_fingerprint", it -> it.withFingerprint(Fingerprint.NONE)),
          Map.entry("with_infinite_limit", WireConfig::withNoLimit),
          // bincode 1 asks what to do with bytes behind a message; they are always told here.
          Map.entry("allow_trailing_bytes", UnaryOperator.identity()),
          Map.entry("reject_trailing_bytes", UnaryOperator.identity()),
          Map.entry("skip_fixed_array_length", UnaryOperator.identity()));

  private ConfigText() {}

  static WireConfig parse(String text) {
    Release.Named named = Release.of(text);
    boolean isOnlyRelease = named.rest().isBlank() && !text.isBlank();
    WireConfig config = isOnlyRelease ? WireConfig.standard() : parsed(named.rest());
    return config.withRelease(named.release());
  }

  private static WireConfig parsed(String expression) {
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
    if (call.equals("with_legacy_fingerprint")) {
      return config.withFingerprint(
          new Fingerprint(Fingerprint.Kind.LEGACY, number(typeArgument, call)));
    }
    if (call.equals("with_cbor_options")) {
      return config.withFormat(cborOptions(typeArgument));
    }
    UnaryOperator<WireConfig> change = CALLS.get(call);
    if (change == null) {
      throw new IllegalArgumentException(
          call.equals("write_fixed_array_length")
              ? "write_fixed_array_length() is not supported; write Vec<T> where the type has [T; N]."
              : "A configuration has no "
                  + call
                  + "(): it has with_big_endian, with_little_endian, with_fixed_int_encoding,"
                  + " with_variable_int_encoding, with_limit::<N> and with_no_limit, of formats"
                  + " with_cbor_format, with_deterministic_cbor, with_cbor_options::<\u2026>,"
                  + " with_deterministic_bincode, with_bit_packing and with_fingerprint, with"
                  + " bincode 1"
                  + " with_fixint_encoding, with_varint_encoding and with_limit(N).");
    }
    return change.apply(config);
  }

  private static long number(String text, String call) {
    try {
      return Long.parseUnsignedLong(String.valueOf(text).strip().replaceAll("_|u64$", ""));
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(call + " needs a number, " + call + "::<42>().", none);
    }
  }

  private static Format cborOptions(String text) {
    String[] options = text == null ? new String[0] : text.strip().split("\\s*,\\s*");
    if (options.length != 6 || !options[0].matches("[012]")) {
      throw new IllegalArgumentException(
          "with_cbor_options needs six, such as with_cbor_options::<0, true, true, false, true,"
              + " false>(): the order of maps (0, 1, 2), and whether floats are as short as they"
              + " can be, NaN is always the same, -0.0 is 0.0, lengths may be left out, tags are"
              + " written.");
    }
    return new Format.Cbor(
        Integer.parseInt(options[0]),
        options[1].equals("true"),
        options[2].equals("true"),
        options[3].equals("true"),
        options[4].equals("true"),
        options[5].equals("true"));
  }

  /** A number, or a product of numbers: {@code 64 * 1024}. */
  private static long limit(String text) {
    try {
      long product = 1;
      for (String factor : text.split("\\*")) {
        String digits = factor.strip().replace("_", "").replaceFirst("(usize|u64)$", "");
        product = Math.multiplyExact(product, Long.parseLong(digits));
        if (digits.startsWith("-")) {
          throw new NumberFormatException(digits);
        }
      }
      return product;
    } catch (NumberFormatException | ArithmeticException none) {
      throw new IllegalArgumentException(
          "with_limit needs a number of bytes, with_limit::<1024>() or with_limit(1024).", none);
    }
  }
}
