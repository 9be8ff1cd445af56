package dev.fiberscope.recordings.store;

/** How well a span is known. */
public enum Evidence {
  /** An event says so. */
  RECORDED,
  /** Follows from what was recorded, without ambiguity. */
  DERIVED,
  /** The most likely reading of what was recorded. */
  INFERRED
}
