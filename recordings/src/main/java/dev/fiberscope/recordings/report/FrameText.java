package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.store.StackTraceTable.Frame;

/** A method of a stack trace as text. */
final class FrameText {
  private FrameText() {}

  /** {@code com.example.Cache.load:42}, with a word if it holds a monitor. */
  static String of(Frame frame) {
    return frame.type()
        + "."
        + frame.method()
        + (frame.line() > 0 ? ":" + frame.line() : "")
        + (frame.locks() ? " (synchronized)" : "");
  }
}
