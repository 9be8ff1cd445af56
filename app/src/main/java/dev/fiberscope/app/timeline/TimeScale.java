package dev.fiberscope.app.timeline;

/**
 * Where moments lie on the screen: {@code from} at x = 0 and {@code to} at x = {@code width}.
 *
 * @param from ns since the session began
 * @param to later than {@code from}
 * @param width pixels, more than 0
 */
public record TimeScale(long from, long to, double width) {
  public TimeScale {
    if (to <= from || !(width > 0)) {
      throw new IllegalArgumentException(from + " to " + to + " on " + width + " pixels");
    }
  }

  public double x(long time) {
    return (time - from) * (width / (to - from));
  }

  public long time(double x) {
    return from + Math.round(x * ((to - from) / width));
  }

  public double nanosPerPixel() {
    return (to - from) / width;
  }
}
