package dev.fiberscope.recordings.analysis;

import java.util.Locale;

/** How much harm a hazard does. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH;

  /** As people read and write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
