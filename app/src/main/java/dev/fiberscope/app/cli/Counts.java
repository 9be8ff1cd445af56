package dev.fiberscope.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them: 500k, 100m; times: 30s, 10m, 1h; sizes: 500m, 2g. */
final class Counts {
  private static final Pattern TIME = Pattern.compile("(\\d{1,7})([smh]?)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mg])(?:i?b)?");

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

  /** Seconds unless another unit is given. */
  static Optional<Duration> time(String text) {
    Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(time.group(1));
    return Optional.of(
        switch (time.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofSeconds(number);
        });
  }

  /** Bytes. */
  static Optional<Long> size(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    return size.matches()
        ? Optional.of(Long.parseLong(size.group(1)) << (size.group(2).equals("g") ? 30 : 20))
        : Optional.empty();
  }
}
