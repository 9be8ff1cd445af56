package dev.fiberscope.engine.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Reads CBOR (RFC 8949) as bincode-next does, mistakes included: where it misreads, a {@link
 * Warning} says so. Endianness and integer encoding do not matter.
 */
public final class CborReader {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE = 7;

  private static final int INDEFINITE_INFO = 31;
  private static final int BREAK = 0xff;
  private static final int WIDEST = 16;
  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(127);
  private static final String[] EXPECTED = {
    "an unsigned number", "a number", "a byte string", "a text", "an array", "a map"
  };

  private final WireReader wire;
  private final boolean deterministic;

  CborReader(WireReader wire, boolean deterministic) {
    this.wire = wire;
    this.deterministic = deterministic;
  }

  /** A head before so many fields or elements, or {@link WireReader#INDEFINITE}. */
  public long arrayHead() {
    return head(ARRAY);
  }

  /** A head before so many keys with their values, or {@link WireReader#INDEFINITE}. */
  public long mapHead() {
    return head(MAP);
  }

  /** A head before so many bytes, or {@link WireReader#INDEFINITE} where chunks follow. */
  public long bytesHead() {
    return head(BYTES);
  }

  /** True if a byte string follows. */
  public boolean isAtBytes() {
    return wire.peek() >>> 5 == BYTES;
  }

  private long head(int major) {
    return argument(first(EXPECTED[major], 0, major), true);
  }

  /** The first byte of a head whose major type is one of two. */
  private int first(String expected, long additional, int major, int other) {
    int first = wire.u8();
    if (first >>> 5 != major && first >>> 5 != other) {
      throw wire.failure(FormatError.otherItem(expected, first, additional), 1);
    }
    return first;
  }

  private int first(String expected, long additional, int major) {
    return first(expected, additional, major, major);
  }

  private long argument(int first, boolean mayBeIndefinite) {
    int info = first & 31;
    if (info < 24) {
      return info;
    }
    if (info == INDEFINITE_INFO && mayBeIndefinite) {
      return WireReader.INDEFINITE;
    }
    if (info > 27) {
      throw wire.failure(FormatError.info(info), 1);
    }
    int width = 1 << info - 24;
    long start = wire.offset() - 1;
    long value = width == 1 ? wire.u8() : wire.fixed(width);
    if (deterministic && isShorter(value, info)) {
      warn(start, "the head is longer than it must be; RFC 8949, 4.2.1 wants the shortest");
    }
    if (mayBeIndefinite && value == WireReader.INDEFINITE) {
      warn(start, "a length of 2^64-1 is taken for no length, and read up to a break (ff)");
    }
    return value;
  }

  private static boolean isShorter(long value, int info) {
    return switch (info) {
      case 24 -> value < 24;
      case 25 -> value < 1L << 8;
      case 26 -> value < 1L << 16;
      default -> value >>> 32 == 0;
    };
  }

  /** Tells of what is read although it is wrong. */
  public void warn(long offset, String sentence) {
    wire.warn(offset, sentence);
  }

  long integer(IntType type) {
    long start = wire.offset();
    if (!type.signed()) {
      long value = argument(first("an unsigned number", 0, UNSIGNED), false);
      if (type.width() < Long.BYTES && value >>> Byte.SIZE * type.width() != 0) {
        throw outside(type, Long.toUnsignedString(value), true, start);
      }
      return value;
    }
    int first = first("a number", 0, UNSIGNED, NEGATIVE);
    long argument = argument(first, false);
    boolean negative = first >>> 5 == NEGATIVE;
    if (type.width() == Long.BYTES && argument < 0) {
      throw outside(type, negative ? "-1" : String.valueOf(argument), false, start);
    }
    long value = negative ? -1 - argument : argument;
    int unused = Long.SIZE - Byte.SIZE * type.width();
    if (value << unused >> unused != value || !negative && argument < 0) {
      throw outside(type, String.valueOf(value), false, start);
    }
    if (negative && argument < 0) {
      warn(start, "-2^64 is read as " + value + ": it does not fit, and is not refused");
    }
    return value;
  }

  private DecodeException outside(IntType type, String value, boolean unsigned, long start) {
    return wire.failure(
        FormatError.tooLarge(type.rust(), value, unsigned), (int) (wire.offset() - start));
  }

  /** A u128 or i128: a number of up to 64 bits, or a tagged byte string. */
  BigInteger wide(boolean signed) {
    long start = wire.offset();
    int first = wire.u8();
    int major = first >>> 5;
    if (major == UNSIGNED || major == NEGATIVE && signed) {
      BigInteger value = new BigInteger(Long.toUnsignedString(argument(first, false)));
      return major == UNSIGNED ? value : value.not();
    }
    if (major != TAG) {
      throw wire.failure(FormatError.otherItem("a number", first, 0), 1);
    }
    long tag = argument(first, false);
    if (tag != 2 && !(tag == 3 && signed)) {
      int back = (int) (wire.offset() - start);
      throw wire.failure(FormatError.otherItem("a number", first, 0), back);
    }
    BigInteger value = new BigInteger(1, bignum(start));
    if (!signed) {
      return value;
    }
    boolean wraps = value.compareTo(HALF) >= 0;
    if (wraps) {
      warn(start, "the number does not fit into an i128, and is not refused");
    }
    if (tag == 3) {
      return wraps ? HALF.negate() : value.not();
    }
    return wraps ? value.subtract(HALF.shiftLeft(1)) : value;
  }

  private byte[] bignum(long start) {
    long length = head(BYTES);
    if (length < 0 || length > WIDEST) {
      throw wire.failure(FormatError.bignum(length), (int) (wire.offset() - start));
    }
    byte[] bytes = wire.raw(length);
    if (length == 0) {
      warn(start, "a bignum of no bytes is read as 0");
    }
    return bytes;
  }

  boolean bool() {
    int found = wire.u8();
    if (found != 0xf4 && found != 0xf5) {
      throw wire.failure(FormatError.noBool(found), 1);
    }
    return found == 0xf5;
  }

  float f32() {
    return switch (floatWidth(4)) {
      case 2 -> Float.float16ToFloat((short) wire.fixed(2));
      case 4 -> Float.intBitsToFloat((int) wire.fixed(4));
      default -> (float) Double.longBitsToDouble(wire.fixed(8));
    };
  }

  double f64() {
    return switch (floatWidth(8)) {
      case 2 -> Float.float16ToFloat((short) wire.fixed(2));
      case 4 -> Float.intBitsToFloat((int) wire.fixed(4));
      default -> Double.longBitsToDouble(wire.fixed(8));
    };
  }

  private int floatWidth(int wanted) {
    int first = wire.u8();
    int info = first & 31;
    if (first >>> 5 != SIMPLE || info < 25 || info > 27) {
      throw wire.failure(FormatError.otherItem("a float", first, wanted), 1);
    }
    return 1 << info - 24;
  }

  String string() {
    long start = wire.offset();
    long length = head(TEXT);
    wire.claim(9);
    if (length != WireReader.INDEFINITE) {
      wire.claim(length, 1);
      checkCapacity(length, start);
      return wire.text(length);
    }
    warn(
        start,
        "a text of no length is read as numbers up to a break (ff), a byte each; RFC 8949, 3.2.3"
            + " has chunks of text there");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!isBreak()) {
      bytes.write((int) integer(IntType.U8));
    }
    byte[] utf8 = bytes.toByteArray();
    return wire.checked(new String(utf8, StandardCharsets.UTF_8), utf8, 0, utf8.length);
  }

  /** A byte string. */
  byte[] bytes() {
    long start = wire.offset();
    long length = head(BYTES);
    wire.claim(9);
    if (length == WireReader.INDEFINITE) {
      return chunks();
    }
    wire.claim(length, 1);
    checkCapacity(length, start);
    return wire.raw(length);
  }

  /** The chunks of a byte string of no length, and the break behind them. */
  public byte[] chunks() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!isBreak()) {
      long start = wire.offset();
      long length = head(BYTES);
      checkCapacity(length, start);
      bytes.writeBytes(wire.raw(length));
    }
    return bytes.toByteArray();
  }

  /** Refuses a length for which bincode-next panics. */
  public void checkCapacity(long length, long start) {
    if (length < 0) {
      throw wire.failure(FormatError.capacity(length), (int) (wire.offset() - start));
    }
  }

  /** True, and read, if nothing more follows in an item of no length. */
  public boolean isBreak() {
    if (wire.peek() != BREAK) {
      return false;
    }
    wire.u8();
    return true;
  }
}
