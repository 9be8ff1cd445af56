package dev.fiberscope.recordings.store;

/** What tells of a recording's mounts and wake-ups: how much of its picture is known. */
public enum Witness {
  /** Fiberscope's agent: every slice, wake-up and queue time is recorded. */
  DEEP("deep", "every slice, wake-up and queue time was recorded by Fiberscope's agent"),
  /** Method traces: slices are matched to fibers, wake-ups to slices. */
  TRACED(
      "traced",
      "slices and wake-ups are matched from method traces; each says how well it is known"),
  /** Nothing does: starts, ends and pins are known. */
  STARTS("starts and pins", "when fibers ran and waited was not recorded");

  private final String text;
  private final String meaning;

  Witness(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /** As people read it. */
  public String text() {
    return text;
  }

  /** What that means, as the rest of a sentence. */
  public String meaning() {
    return meaning;
  }
}
