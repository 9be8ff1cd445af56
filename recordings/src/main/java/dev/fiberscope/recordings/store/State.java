package dev.fiberscope.recordings.store;

/** What a fiber does during a span. */
public enum State {
  /** Mounted on a carrier. */
  RUNNING("running"),
  /** Could run, waits for a carrier. */
  RUNNABLE("waiting for a carrier"),
  /** Parked, or waits for a carrier: the recording does not say since when. */
  AWAY("parked, or waiting for a carrier"),
  /** Unmounted; waits for bytes, a timer or another fiber. */
  PARKED("parked"),
  /** Waits for a monitor. */
  BLOCKED("blocked"),
  /** Waits but keeps its carrier. */
  PINNED("pinned"),
  /** The recording does not say. */
  UNKNOWN("unknown");

  private final String text;

  State(String text) {
    this.text = text;
  }

  /** As people read it. */
  public String text() {
    return text;
  }

  /** True while the fiber has a carrier. */
  public boolean isMounted() {
    return this == RUNNING || this == PINNED;
  }
}
