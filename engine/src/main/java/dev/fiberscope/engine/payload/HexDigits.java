package dev.fiberscope.engine.payload;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pairs of hex digits, with or without spaces, commas, colons, {@code 0x} and {@code \x}. */
final class HexDigits implements PayloadForm {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,:;_\\-\"'\\[\\]{}()]+");
  private static final Pattern PREFIX = Pattern.compile("(?i)\\\\x|(?<![0-9a-f])0x");
  private static final Pattern DIGITS = Pattern.compile("(?i)[0-9a-f]+");

  @Override
  public String name() {
    return "hex";
  }

  @Override
  public Optional<byte[]> read(String text) {
    List<String> words =
        BETWEEN
            .splitAsStream(PREFIX.matcher(text).replaceAll(" "))
            .filter(word -> !word.isEmpty())
            .toList();
    // 1 stands for a byte where digits are told apart, but nowhere else.
    boolean apart = words.stream().allMatch(word -> word.length() <= 2);
    StringBuilder digits = new StringBuilder();
    for (String word : words) {
      if (!DIGITS.matcher(word).matches() || !apart && word.length() % 2 == 1) {
        return Optional.empty();
      }
      digits.append(word.length() == 1 ? "0" : "").append(word);
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().parseHex(digits));
  }
}
