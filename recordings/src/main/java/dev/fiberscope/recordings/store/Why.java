package dev.fiberscope.recordings.store;

/** What a fiber waits for during a span, as far as it is known. */
public enum Why {
  /** It does not wait, or nothing says why. */
  UNKNOWN(""),
  /** Parked until somebody unparks it. */
  PARK("parked"),
  /** Parked for a time at most. */
  TIMED_PARK("parked for a time"),
  SLEEP("sleeping"),
  /** Let others have the carrier; it could go on at once. */
  YIELD("yielded"),
  /** In {@code Object.wait}. */
  WAIT("waiting for a notify"),
  /** For a monitor that another thread holds. */
  MONITOR("waiting for a monitor"),
  /** For a socket or a file. */
  IO("waiting for IO"),
  /** For bytes of a message, as the engine says. */
  SUSPENDED("suspended");

  private final String text;

  Why(String text) {
    this.text = text;
  }

  /** As people read it; empty if nothing is known. */
  public String text() {
    return text;
  }
}
