package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.Session;

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

  /** All of a session from a time on, with a little air on both sides. */
  public static Viewport all(long begin, long end) {
    long air = Math.max(SHORTEST, (end - begin) / 100);
    return new Viewport(begin - air, Math.max(begin + 1, end) + air);
  }

  /** All that is there of a session. */
  public static Viewport all(Session session) {
    return all(session.keptFrom(), session.duration());
  }

  /**
   * Zooms so that {@code time} stays where it is on the screen.
   *
   * @param factor below 1 zooms in, above 1 out
   */
  public Viewport zoomed(long time, double factor, Viewport all) {
    double length = Math.clamp(length() * factor, (double) SHORTEST, (double) all.length());
    double share = (time - from) / (double) length();
    long start = Math.round(time - share * length);
    return new Viewport(start, start + Math.round(length)).within(all);
  }

  /** Moves by a share of what is shown, to the right if it is positive. */
  public Viewport panned(double share, Viewport all) {
    long by = Math.round(share * length());
    return new Viewport(from + by, to + by).within(all);
  }

  /** Shows a span with half its length, but not nothing, around it. */
  public static Viewport around(long start, long end, Viewport all) {
    long air = Math.max(SHORTEST, (end - start) / 2);
    return new Viewport(start - air, end + air).within(all);
  }

  /** Shows a stretch of time, or the shortest one that can be shown. */
  public static Viewport of(long from, long to, Viewport all) {
    return new Viewport(from, Math.max(to, from + SHORTEST)).within(all);
  }

  /** The same length, its end where the end of a session is that has grown. */
  Viewport following(Viewport all) {
    return new Viewport(all.to - length(), all.to).within(all);
  }

  private Viewport within(Viewport all) {
    if (length() >= all.length()) {
      return all;
    }
    long shift = from < all.from ? all.from - from : to > all.to ? all.to - to : 0;
    return new Viewport(from + shift, to + shift);
  }
}
