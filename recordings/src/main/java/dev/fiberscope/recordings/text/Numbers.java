package dev.fiberscope.recordings.text;

import java.util.Locale;

/** Numbers as people read them: thin spaces between thousands, no more digits than they deserve. */
public final class Numbers {
  private static final char THIN_SPACE = '\u2009';
  private static final long KIB = 1_024;
  private static final long MIB = KIB * KIB;
  private static final long GIB = MIB * KIB;

  private Numbers() {}

  /** {@code 1 204 331} */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', THIN_SPACE);
  }

  /** {@code 1 fiber}, {@code 10 000 fibers} */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 512 B}, {@code 13.6 KiB}, {@code 2.1 MiB}, {@code 1.5 GiB} */
  public static String bytes(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    if (bytes < MIB) {
      return threeDigits(bytes / (double) KIB) + " KiB";
    }
    return bytes < GIB
        ? threeDigits(bytes / (double) MIB) + " MiB"
        : threeDigits(bytes / (double) GIB) + " GiB";
  }

  /** {@code 93 %}, {@code 99.998 %}: never rounded up to 100 %. */
  public static String percent(double share) {
    double percent = 100 * share;
    if (percent == Math.rint(percent)) {
      return (long) percent + " %";
    }
    String rounded = threeDigits(percent);
    return rounded.equals("100")
        ? String.format(Locale.ROOT, "%.3f %%", Math.min(percent, 99.999))
        : rounded + " %";
  }

  /** {@code 1.23}, {@code 12.3}, {@code 123} */
  static String threeDigits(double value) {
    if (value >= 99.95) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
  }
}
