package dev.fiberscope.recordings.store;

/**
 * How often the CPU quota of the container was used up between two looks, so that nothing in it ran
 * until the slice was over.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param slices stretches of time that the quota is for, 100 ms each unless set otherwise
 * @param throttled how many of them were not over when the quota was
 * @param nanos how long its processors stood idle for that, all together
 */
public record Throttling(long from, long to, long slices, long throttled, long nanos) {
  /** Share of the slices in which it was used up, 0 to 1. */
  public double share() {
    return slices == 0 ? 0 : throttled / (double) slices;
  }
}
