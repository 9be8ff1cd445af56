package dev.fiberscope.recordings.analysis;

/** What a hazard is about. */
public enum Group {
  SCHEDULING("Scheduling"),
  THREAD_LOCALS("Thread-locals"),
  STACK_POOL("Stack pool"),
  INPUT("Input");

  private final String text;

  Group(String text) {
    this.text = text;
  }

  /** As people read it. */
  public String text() {
    return text;
  }
}
