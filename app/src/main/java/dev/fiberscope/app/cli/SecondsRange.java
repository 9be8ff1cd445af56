package dev.fiberscope.app.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time as people type it: {@code 0.5-2}, in seconds.
 *
 * @param from ns since a recording began; {@code to} likewise
 */
public record SecondsRange(long from, long to) {
  private static final Pattern TEXT = Pattern.compile("([0-9.]{1,20})s?-([0-9.]{1,20})s?");

  static SecondsRange of(double from, double to) {
    return new SecondsRange(Math.round(from * 1e9), Math.round(to * 1e9));
  }

  /** Empty if it is none. */
  static Optional<SecondsRange> of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      SecondsRange range =
          of(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
      return Optional.of(range).filter(each -> each.from < each.to);
    } catch (NumberFormatException dots) {
      return Optional.empty();
    }
  }
}
