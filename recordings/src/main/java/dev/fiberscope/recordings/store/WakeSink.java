package dev.fiberscope.recordings.store;

/** Takes wake-ups. */
@FunctionalInterface
public interface WakeSink {
  /**
   * Adds a wake-up.
   *
   * @param mounted as {@link WakeTable.Wake#mounted}
   */
  void add(int thread, int waker, long time, long mounted, Evidence evidence, String reason);
}
