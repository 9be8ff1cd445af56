package dev.fiberscope.app.session;

/**
 * A stretch of time that somebody has marked.
 *
 * @param from ns since the session began
 * @param to later than {@code from}, or the same for nothing
 */
public record TimeRange(long from, long to) {
  /** Nothing is marked. */
  public static final TimeRange NONE = new TimeRange(0, 0);

  /** Between two moments in any order. */
  public static TimeRange between(long some, long other) {
    return new TimeRange(Math.min(some, other), Math.max(some, other));
  }

  public boolean isEmpty() {
    return to <= from;
  }

  public long length() {
    return to - from;
  }
}
