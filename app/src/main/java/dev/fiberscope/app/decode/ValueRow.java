package dev.fiberscope.app.decode;

/**
 * A line of the value so far.
 *
 * @param depth how far it is indented
 * @param step the step that begins it, 0 if there is none
 * @param value as text; what is left, for {@link Kind#MORE}
 * @param opens whether it can be opened or closed
 * @param isOpen whether its parts follow
 */
public record ValueRow(
    int depth,
    long step,
    String name,
    String type,
    String value,
    Kind kind,
    boolean opens,
    boolean isOpen) {
  /** What is known of the value. */
  public enum Kind {
    /** It was read. */
    DONE,
    /** It is what the last step read. */
    CURRENT,
    /** It is being read. */
    DECODING,
    /** It comes later. */
    NOT_REACHED,
    /** It does not travel. */
    ABSENT,
    /** It could not be read. */
    FAILED,
    /** Stands for parts that are not listed. */
    MORE
  }
}
