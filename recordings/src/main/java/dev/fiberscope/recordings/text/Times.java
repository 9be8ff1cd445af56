package dev.fiberscope.recordings.text;

import java.time.Duration;
import java.util.Locale;

/** Durations and moments, both given in ns. */
public final class Times {
  private static final char THIN_SPACE = '\u2009';
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private Times() {}

  /** {@code 870 ns}, {@code 63.5 µs}, {@code 3.10 ms}, {@code 12.4 s}: three digits. */
  public static String duration(long nanos) {
    if (nanos < MICRO) {
      return nanos + " ns";
    }
    if (nanos < MILLI) {
      return Numbers.threeDigits(nanos / (double) MICRO) + " µs";
    }
    return nanos < SECOND
        ? Numbers.threeDigits(nanos / (double) MILLI) + " ms"
        : Numbers.threeDigits(nanos / (double) SECOND) + " s";
  }

  /** {@code 12 s}, {@code 41 min}, {@code 3 h}, {@code 6 d}: as people say how long ago. */
  public static String rough(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " min"
        : seconds < 48 * 3_600 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  /**
   * A moment in seconds, {@code 4.220 914}, with as many groups of three decimals as tell moments
   * {@code resolution} ns apart from each other.
   */
  public static String moment(long nanos, long resolution) {
    if (nanos < 0) {
      return "-" + moment(-nanos, resolution);
    }
    int groups = resolution >= MILLI ? 1 : resolution >= MICRO ? 2 : 3;
    String decimals = String.format(Locale.ROOT, "%09d", nanos % SECOND);
    StringBuilder text = new StringBuilder();
    text.append(Numbers.count(nanos / SECOND)).append('.');
    for (int group = 0; group < groups; group++) {
      text.append(group == 0 ? "" : String.valueOf(THIN_SPACE));
      text.append(decimals, 3 * group, 3 * group + 3);
    }
    return text.toString();
  }

  /** A moment to the microsecond. */
  public static String moment(long nanos) {
    return moment(nanos, MICRO);
  }
}
