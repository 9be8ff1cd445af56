package dev.fiberscope.engine.schema;

/** Told of what a hand-written decoder does, before it does it. */
public interface DecodeListener {
  /**
   * A value with parts begins.
   *
   * @param label the field's name, {@code [2]} for an element, empty for the root
   */
  void opens(String label, String type, long offset);

  /** A value without parts, a length or a tag is read next. */
  void reads(String label, String type, long offset);

  /** The value that was opened last ends. */
  void closes(long offset);
}
