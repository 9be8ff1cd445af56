package dev.fiberscope.app.shell;

/** What the middle of the window can show. */
enum Place {
  START("Start", "Recent recordings and the demo", false),
  TIMELINE("Timeline", "Who ran and who waited", true),
  DECODE("Decode", "Step through a decode, or through bytes that you have", false),
  STACKS("Stacks", "The pool of decode stacks, and each of them", true),
  HAZARDS("Hazards", "What is dangerous, the evidence, and what to do", true),
  STATISTICS("Statistics", "How long states last, and what changes over time", true),
  EVENTS("Events", "Every event of the recording", true),
  QUERY("Query", "Ask the recording in SQL", true),
  COMPARE("Compare", "The recording beside another, or beside a stretch of it", true);

  private final String text;
  private final String tooltip;
  private final boolean needsSession;

  Place(String text, String tooltip, boolean needsSession) {
    this.text = text;
    this.tooltip = tooltip;
    this.needsSession = needsSession;
  }

  String text() {
    return text;
  }

  String tooltip() {
    return tooltip;
  }

  /** True if there is nothing to see without a recording. */
  boolean needsSession() {
    return needsSession;
  }

  /** The keys that go there. */
  String keys() {
    return "Shortcut+" + (ordinal() + 1);
  }
}
