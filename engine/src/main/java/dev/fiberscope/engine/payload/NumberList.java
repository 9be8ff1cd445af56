package dev.fiberscope.engine.payload;

import java.util.Optional;
import java.util.regex.Pattern;

/** Bytes as Rust prints or writes them: {@code [1, 2, 251]}, {@code vec![0x01, b'a']}. */
final class NumberList implements PayloadForm {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,\\s]\\s*");
  private static final Pattern SUFFIX = Pattern.compile("(?<=\\d)[ui]8$");
  private static final int MOST = 255;
  private static final int LEAST = -128;

  @Override
  public String name() {
    return "number list";
  }

  @Override
  public Optional<byte[]> read(String text) {
    // C and Go have braces where Rust has brackets.
    boolean braces = text.matches("(?s).*\\{[^{}]*\\d\\s*,[^{}]*\\}.*");
    int from = text.indexOf(braces ? '{' : '[');
    int to = text.lastIndexOf(braces ? '}' : ']');
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    String inner = text.substring(from + 1, to).strip().replaceFirst(",$", "").strip();
    boolean isEmptyList =
        inner.isEmpty() && text.strip().matches("(&|vec!|Ok\\(|Some\\()*\\[\\s*\\]\\)*");
    if (inner.isEmpty() && !isEmptyList) {
      return Optional.empty();
    }
    String[] words = inner.isEmpty() ? new String[0] : SEPARATOR.split(inner);
    byte[] bytes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      Integer value = number(words[i]);
      if (value == null || value < LEAST || value > MOST) {
        return Optional.empty();
      }
      bytes[i] = value.byteValue();
    }
    return Optional.of(bytes);
  }

  private static Integer number(String word) {
    if (word.matches("b'.'")) {
      return (int) word.charAt(2);
    }
    try {
      String digits = SUFFIX.matcher(word.replace("_", "")).replaceFirst("");
      return digits.startsWith("0b")
          ? Integer.valueOf(digits.substring(2), 2)
          : digits.matches("-?0*\\d+") ? Integer.valueOf(digits) : Integer.decode(digits);
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
