package dev.fiberscope.recordings;

import java.io.IOException;

/** A recording that cannot be opened. The message is a sentence for people. */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  public RecordingException(String sentence) {
    super(sentence);
  }

  public RecordingException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
