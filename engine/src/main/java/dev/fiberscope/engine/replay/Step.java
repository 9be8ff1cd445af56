package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Type;

/**
 * One step of a decode.
 *
 * @param kind whether a value with parts begins or ends, or a value without parts was read
 * @param depth how many values are open around it
 * @param label the field's name, {@code [2]} for an element, empty for the root
 * @param offset byte of the message where the value begins
 * @param end the offset behind the bytes read so far
 * @param value null where one begins
 */
public record Step(
    Kind kind, int depth, String label, Type type, long offset, long end, Object value) {
  /** What a step does. */
  public enum Kind {
    OPEN,
    READ,
    CLOSE
  }
}
