package dev.fiberscope.recordings.live;

/** A JVM cannot be watched; the message is a sentence that says which, why and what to do. */
public final class AttachException extends Exception {
  private static final long serialVersionUID = 1L;

  public AttachException(String sentence) {
    super(sentence);
  }

  public AttachException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
