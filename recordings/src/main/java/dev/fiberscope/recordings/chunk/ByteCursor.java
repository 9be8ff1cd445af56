package dev.fiberscope.recordings.chunk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A place in the bytes of a recording, and the numbers and texts that can be read from there.
 * Reading behind the bytes throws {@link IndexOutOfBoundsException}.
 */
final class ByteCursor {
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int POOLED = 2;
  private static final int UTF_8 = 3;
  private static final int CHARS = 4;
  private static final int LATIN_1 = 5;

  /** Bytes of a long in the compressed form; the last one has no mark. */
  private static final int LONGEST = 9;

  private final MemorySegment bytes;
  private long at;

  ByteCursor(MemorySegment bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  long at() {
    return at;
  }

  void moveTo(long place) {
    at = place;
  }

  void skip(long count) {
    at += count;
  }

  long end() {
    return bytes.byteSize();
  }

  byte int8() {
    return bytes.get(BYTE, at++);
  }

  short int16() {
    at += Short.BYTES;
    return bytes.get(SHORT, at - Short.BYTES);
  }

  int int32() {
    at += Integer.BYTES;
    return bytes.get(INT, at - Integer.BYTES);
  }

  long int64() {
    at += Long.BYTES;
    return bytes.get(LONG, at - Long.BYTES);
  }

  /** A number in JFR's compressed form: seven bits a byte, the lowest first. */
  long number() {
    long value = bytes.get(BYTE, at++);
    if (value >= 0) {
      return value;
    }
    value &= 0x7f;
    for (int i = 1; i < LONGEST - 1; i++) {
      byte next = bytes.get(BYTE, at++);
      value |= (next & 0x7fL) << 7 * i;
      if (next >= 0) {
        return value;
      }
    }
    return value | (bytes.get(BYTE, at++) & 0xffL) << 7 * (LONGEST - 1);
  }

  /** The number of things that follow, each of which takes at least a byte. */
  int count() {
    long count = number();
    if (count < 0 || count > end() - at) {
      throw new IndexOutOfBoundsException("a count of " + count + " at byte " + at);
    }
    return (int) count;
  }

  void skipText() {
    switch (int8()) {
      case NULL, EMPTY -> {}
      case POOLED -> number();
      case UTF_8, LATIN_1 -> skip(count());
      case CHARS -> {
        for (int i = count(); i > 0; i--) {
          number();
        }
      }
      default -> throw new IndexOutOfBoundsException("no text at byte " + (at - 1));
    }
  }

  /**
   * A text.
   *
   * @param pooled tells the texts that events share
   */
  String text(TextPool pooled) {
    return switch (int8()) {
      case NULL, EMPTY -> "";
      case POOLED -> pooled.text(number());
      case UTF_8 -> new String(raw(count()), StandardCharsets.UTF_8);
      case LATIN_1 -> new String(raw(count()), StandardCharsets.ISO_8859_1);
      case CHARS -> {
        char[] chars = new char[count()];
        for (int i = 0; i < chars.length; i++) {
          chars[i] = (char) number();
        }
        yield new String(chars);
      }
      default -> throw new IndexOutOfBoundsException("no text at byte " + (at - 1));
    };
  }

  private byte[] raw(int length) {
    byte[] raw = bytes.asSlice(at, length).toArray(BYTE);
    at += length;
    return raw;
  }

  /** Texts by the key that events name them by. */
  @FunctionalInterface
  interface TextPool {
    /** Of a recording's own tables, which share no text. */
    TextPool NONE = _ -> "";

    String text(long key);
  }
}
