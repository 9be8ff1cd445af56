package dev.fiberscope.app.message;

/** What somebody gave to decode cannot be used. The message is a sentence. */
public final class MessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MessageException(String sentence) {
    super(sentence);
  }

  public MessageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
