package dev.fiberscope.recordings.chunk;

import dev.fiberscope.recordings.chunk.TypeLayout.Kind;
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

  private static final ValueLayout.OfLong LITTLE_ENDIAN =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final byte BYTE_KIND = (byte) Kind.BYTE.ordinal();
  private static final byte SHORT_KIND = (byte) Kind.SHORT.ordinal();
  private static final byte INT_KIND = (byte) Kind.INT.ordinal();

  private static final int NULL = 0;
  private static final int EMPTY = 1;
  private static final int POOLED = 2;
  private static final int UTF_8 = 3;
  private static final int CHARS = 4;
  private static final int LATIN_1 = 5;

  /** Bytes of a long in the compressed form; the last one has no mark. */
  private static final int LONGEST = 9;

  private final MemorySegment bytes;
  private final long end;
  private long limit;
  private long at;

  ByteCursor(MemorySegment bytes, long at) {
    this.bytes = bytes;
    this.end = bytes.byteSize();
    this.limit = end;
    this.at = at;
  }

  long at() {
    return at;
  }

  void moveTo(long place) {
    at = place;
  }

  void skip(long count) {
    if (count > limit - at) {
      throw new IndexOutOfBoundsException("nothing to skip at byte " + at);
    }
    at += count;
  }

  /** Counts may not reach behind this place: who believes them would read very long. */
  void limit(long place) {
    limit = Math.min(end, place);
  }

  /**
   * @throws IndexOutOfBoundsException if reading has gone behind the limit
   */
  void checkLimit() {
    if (at > limit) {
      throw new IndexOutOfBoundsException("a value that ends behind byte " + limit);
    }
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
    if (end - at < Long.BYTES) {
      return numberByBytes();
    }
    long word = bytes.get(LITTLE_ENDIAN, at);
    if ((word & 0x80) == 0) {
      at++;
      return word & 0x7f;
    }
    long ends = ~word & 0x8080808080808080L;
    if (ends == 0) {
      return numberByBytes();
    }
    int lastBit = Long.numberOfTrailingZeros(ends);
    at += (lastBit + 1) >>> 3;
    return compact(word, lastBit);
  }

  /**
   * Reads a row of numbers, most of what is in recordings, without going through memory for the
   * place of each.
   *
   * @param kinds ordinals of their {@link TypeLayout.Kind}s
   * @return false, having read nothing, if one of them is too long or too near to the end
   */
  boolean numbers(byte[] kinds, long[] values, int first) {
    long place = at;
    if (end - place < (long) kinds.length * LONGEST + Long.BYTES) {
      return false;
    }
    for (int i = 0; i < kinds.length; i++) {
      long word = bytes.get(LITTLE_ENDIAN, place);
      if (kinds[i] == BYTE_KIND) {
        values[first + i] = (byte) word;
        place++;
        continue;
      }
      long value = word & 0x7f;
      if ((word & 0x80) == 0) {
        place++;
      } else {
        long ends = ~word & 0x8080808080808080L;
        if (ends == 0) {
          return false;
        }
        int lastBit = Long.numberOfTrailingZeros(ends);
        place += (lastBit + 1) >>> 3;
        value = compact(word, lastBit);
      }
      values[first + i] =
          kinds[i] == INT_KIND ? (int) value : kinds[i] == SHORT_KIND ? (short) value : value;
    }
    at = place;
    return true;
  }

  /** Cuts the marks out by pushing together bytes, pairs of bytes and fours. */
  private static long compact(long word, int lastBit) {
    word &= -1L >>> (Long.SIZE - 1 - lastBit);
    word = word & 0x007f007f007f007fL | (word & 0x7f007f007f007f00L) >>> 1;
    word = word & 0x00003fff00003fffL | (word & 0x3fff00003fff0000L) >>> 2;
    return word & 0x0fffffffL | (word & 0x0fffffff00000000L) >>> 4;
  }

  private long numberByBytes() {
    long value = 0;
    for (int i = 0; i < LONGEST - 1; i++) {
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
    if (count < 0 || count > Math.min(limit - at, Integer.MAX_VALUE)) {
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
