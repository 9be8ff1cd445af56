package dev.fiberscope.engine.replay;

import java.math.BigInteger;

/** What a byte of a CBOR item is: part of its head, or of what the head is about. */
final class CborMeaning {
  private static final String[] KINDS = {
    "unsigned number",
    "negative number, -1 minus what follows",
    "byte string",
    "text",
    "array",
    "map",
    "tag",
    "float or simple value"
  };
  private static final int BREAK = 0xff;

  private final byte[] bytes;

  /** Where the item begins. */
  private final int from;

  private final int first;

  private CborMeaning(byte[] bytes, long from) {
    this.bytes = bytes;
    this.from = (int) from;
    this.first = bytes[this.from] & 0xff;
  }

  /**
   * What a byte is.
   *
   * @param from where the item begins
   * @param offset of the byte, not before that
   */
  static String of(byte[] bytes, long from, long offset) {
    return new CborMeaning(bytes, from).told((int) offset);
  }

  /** Bytes of the head of an item. */
  static int headBytes(byte[] bytes, long from) {
    return new CborMeaning(bytes, from).headBytes();
  }

  /** The number in the head of an item that is all there. */
  static long argument(byte[] bytes, long from) {
    CborMeaning item = new CborMeaning(bytes, from);
    return item.value(item.headBytes() - 1).longValue();
  }

  private BigInteger value(int width) {
    return width == 0 ? BigInteger.valueOf(first & 31) : new BigInteger(1, bytes, from + 1, width);
  }

  private String told(int offset) {
    int end = from + headBytes();
    int major = first >>> 5;
    if (first == BREAK) {
      return "a break: what has no length ends here";
    }
    if (major == 7 && (first & 31) < 24) {
      return simple();
    }
    if (offset >= end) {
      return "byte " + (offset - end + 1) + " behind the head: the content of a " + KINDS[major];
    }
    String argument = argument();
    if (offset == from) {
      return String.format("the head %02x: ", first) + KINDS[major] + argument;
    }
    return "byte "
        + (offset - from)
        + " of "
        + (end - from - 1)
        + " of the head's "
        + (major == 7 ? "float, IEEE 754" : "number")
        + argument
        + ", big endian";
  }

  /** Bytes of the head. */
  private int headBytes() {
    int info = first & 31;
    return info < 24 || info > 27 ? 1 : 1 + (1 << info - 24);
  }

  private String simple() {
    return switch (first) {
      case 0xf4 -> "f4, the simple value false";
      case 0xf5 -> "f5, the simple value true";
      case 0xf6 -> "f6, the simple value null";
      default -> String.format("%02x, a simple value", first);
    };
  }

  private String argument() {
    int info = first & 31;
    int width = headBytes() - 1;
    if (info == 31) {
      return " of no length, up to a break";
    }
    if (from + 1 + width > bytes.length) {
      return ", cut off";
    }
    BigInteger value = value(width);
    return switch (first >>> 5) {
      case 0 -> " " + value;
      case 1 -> ": " + value.not();
      case 2, 3 -> " of " + value + " bytes";
      case 4 -> " of " + value + " elements";
      case 5 -> " of " + value + " entries";
      case 6 -> " " + value;
      default -> " of " + 8 * width + " bits";
    };
  }
}
