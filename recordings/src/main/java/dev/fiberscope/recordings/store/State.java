package dev.fiberscope.recordings.store;

/** What a fiber does during a span. */
public enum State {
  /** Mounted on a carrier. */
  RUNNING,
  /** Could run, waits for a carrier. */
  RUNNABLE,
  /** Unmounted; waits for bytes, a timer or another fiber. */
  PARKED,
  /** Waits for a monitor. */
  BLOCKED,
  /** Waits but keeps its carrier. */
  PINNED,
  /** The recording does not say. */
  UNKNOWN
}
