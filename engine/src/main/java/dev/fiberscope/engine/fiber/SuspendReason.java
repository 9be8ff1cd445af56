package dev.fiberscope.engine.fiber;

/** What a suspended fiber waits for. */
public enum SuspendReason {
  /** Bytes that have not arrived. */
  BYTES("bytes"),
  /** Its next turn: it used up its budget and stepped aside. */
  TURN("turn"),
  /** Fibers that it started. */
  CHILDREN("children"),
  /** The end of another fiber. */
  JOIN("join"),
  /** A moment that has not come. */
  TIME("time");

  private final String text;

  SuspendReason(String text) {
    this.text = text;
  }

  /** As events tell it. */
  public String text() {
    return text;
  }
}
