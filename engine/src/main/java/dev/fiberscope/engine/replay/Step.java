package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Type;
import java.util.Optional;

/**
 * One step of a decode.
 *
 * @param number from 1
 * @param kind what it does
 * @param part what it reads
 * @param depth how many values are open around it
 * @param index which part of the value around it this is, from 0; -1 for a length or a tag
 * @param label the field's name, {@code [2]} for an element, empty for the root
 * @param type what is read; null if only a hand-written decoder knows, see {@code typeName}
 * @param offset byte of the message where the value begins
 * @param end the offset behind the bytes read so far
 * @param opened the step that opened the value: this one, or the one that this closes; for a value
 *     without parts the step that opened the value around it, 0 if there is none
 * @param bits which bits of the bytes were read, if not all
 * @param value what was read; null where a value with parts begins or ends, where it failed, and
 *     for the head or the break of a list of no length
 */
public record Step(
    long number,
    Kind kind,
    Part part,
    int depth,
    long index,
    String label,
    Type type,
    String typeName,
    long offset,
    long end,
    long opened,
    Optional<Bits> bits,
    Object value) {
  /**
   * Bits of a packed field.
   *
   * @param from the first one, in the order in which they are read, from 0 in the first byte
   * @param isMsb true if the most significant bit of a byte is read first
   */
  public record Bits(int from, int count, boolean isMsb) {
    /** Those of one of the bytes, as a mask. */
    public int mask(int index) {
      int mask = 0;
      for (int i = Math.max(from, 8 * index); i < Math.min(from + count, 8 * index + 8); i++) {
        mask |= isMsb ? 0x80 >>> i - 8 * index : 1 << i - 8 * index;
      }
      return mask;
    }
  }

  /** What a step does. */
  public enum Kind {
    /** A value with parts begins. */
    OPEN,
    /** A value without parts, a length or a tag was read. */
    READ,
    /** A value with parts ends. */
    CLOSE,
    /** What was to be read could not be; there is no step behind it. */
    FAIL
  }

  /** What the bytes of a step are to the value around it. */
  public enum Part {
    /** A part of it, or all of it. */
    VALUE,
    /** How many elements or bytes follow. */
    LENGTH,
    /** Which of several variants follows. */
    TAG,
    /** All elements at once, a byte each. */
    BYTES,
    /** What tells the types of the message apart, before it. */
    FINGERPRINT
  }

  /** {@code price: u64}, or the type alone. */
  public String name() {
    return label.isEmpty() ? typeName : label + ": " + typeName;
  }
}
