package dev.fiberscope.app.timeline;

/**
 * The stretch of time that is shown.
 *
 * @param from ns since the session began
 * @param to later than {@code from}
 */
public record Viewport(long from, long to) {
  /** The shortest stretch one can zoom to, in ns. */
  public static final long SHORTEST = 200;

  public long length() {
    return to - from;
  }

  /** All of a session, with a little air on both sides. */
  public static Viewport all(long duration) {
    long air = Math.max(SHORTEST, duration / 100);
    return new Viewport(-air, Math.max(1, duration) + air);
  }

  /**
   * Zooms so that {@code time} stays where it is on the screen.
   *
   * @param factor below 1 zooms in, above 1 out
   */
  public Viewport zoomed(long time, double factor, long duration) {
    Viewport all = all(duration);
    double length = Math.clamp(length() * factor, (double) SHORTEST, (double) all.length());
    double share = (time - from) / (double) length();
    long start = Math.round(time - share * length);
    return new Viewport(start, start + Math.round(length)).within(all);
  }

  /** Moves by a share of what is shown, to the right if it is positive. */
  public Viewport panned(double share, long duration) {
    long by = Math.round(share * length());
    return new Viewport(from + by, to + by).within(all(duration));
  }

  /** Shows a span with half its length, but not nothing, around it. */
  public static Viewport around(long start, long end, long duration) {
    long air = Math.max(SHORTEST, (end - start) / 2);
    return new Viewport(start - air, end + air).within(all(duration));
  }

  /** Shows a stretch of time, or the shortest one that can be shown. */
  public static Viewport of(long from, long to, long duration) {
    return new Viewport(from, Math.max(to, from + SHORTEST)).within(all(duration));
  }

  private Viewport within(Viewport all) {
    if (length() >= all.length()) {
      return all;
    }
    long shift = from < all.from ? all.from - from : to > all.to ? all.to - to : 0;
    return new Viewport(from + shift, to + shift);
  }
}
