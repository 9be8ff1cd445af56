package dev.fiberscope.app.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Large numbers as people write them: 500k, 100m. */
final class Counts {
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})([km]?)");

  private Counts() {}

  static Optional<Long> parse(String text) {
    Matcher count = COUNT.matcher(text.toLowerCase(Locale.ROOT));
    if (!count.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (count.group(2)) {
          case "k" -> 1_000;
          case "m" -> 1_000_000;
          default -> 1;
        };
    return Optional.of(Long.parseLong(count.group(1)) * unit);
  }
}
