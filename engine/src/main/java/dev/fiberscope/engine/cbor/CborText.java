package dev.fiberscope.engine.cbor;

import dev.fiberscope.engine.cbor.CborItem.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** CBOR in diagnostic notation (RFC 8949, 8). */
public final class CborText {
  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_TO = 1e21;

  private CborText() {}

  /** An item with all its parts, in one line. */
  public static String of(CborItem item) {
    List<CborItem> parts = item.parts();
    return switch (item.kind()) {
      case PLAIN -> item.text();
      case TAG -> item.text() + "(" + of(parts.getFirst()) + ")";
      case CHUNKS -> parts.isEmpty() ? item.text() + "_" : around(item, joined(parts));
      case ARRAY -> around(item, joined(parts));
      case MAP -> {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i += 2) {
          text.append(i == 0 ? "" : ", ")
              .append(of(parts.get(i)))
              .append(": ")
              .append(of(parts.get(i + 1)));
        }
        yield around(item, text.toString());
      }
    };
  }

  /** The same for items that have the same value, however they are written. */
  static String value(CborItem item) {
    List<CborItem> parts = item.parts();
    String content = parts.stream().map(CborText::value).collect(Collectors.joining(", "));
    return switch (item.kind()) {
      case PLAIN -> item.text();
      case CHUNKS -> {
        boolean isText = item.text().startsWith("\"");
        yield parts.stream()
            .map(each -> each.text().substring(isText ? 1 : 2, each.text().length() - 1))
            .collect(Collectors.joining("", isText ? "\"" : "h'", isText ? "\"" : "'"));
      }
      default -> item.kind() + item.text() + "(" + content + ")";
    };
  }

  private static String joined(List<CborItem> parts) {
    return parts.stream().map(CborText::of).collect(Collectors.joining(", "));
  }

  private static String around(CborItem item, String content) {
    return opening(item) + (item.isOpen() ? " " : "") + content + closing(item);
  }

  /** What stands before the parts. */
  public static String opening(CborItem item) {
    return switch (item.kind()) {
      case PLAIN -> "";
      case TAG -> item.text() + "(";
      case CHUNKS -> "(_";
      case ARRAY -> item.isOpen() ? "[_" : "[";
      case MAP -> item.isOpen() ? "{_" : "{";
    };
  }

  /** What stands behind them. */
  public static String closing(CborItem item) {
    return switch (item.kind()) {
      case PLAIN -> "";
      case TAG, CHUNKS -> ")";
      case ARRAY -> "]";
      case MAP -> "}";
    };
  }

  /** True if an item is short enough for a line of its own. */
  public static boolean isShort(CborItem item, int most) {
    return item.kind() == Kind.PLAIN
        || item.parts().isEmpty()
        || item.end() - item.offset() <= most && of(item).length() <= most;
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"', '\\' -> quoted.append('\\').append(each);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(each)) {
            quoted.append(String.format("\\u%04x", (int) each));
          } else {
            quoted.append(each);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size >= PLAIN_FROM && size < PLAIN_TO) {
      String plain = exact.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + (digits.length() == 1 ? "0" : digits.substring(1))
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }
}
