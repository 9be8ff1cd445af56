package dev.fiberscope.engine.cbor;

import dev.fiberscope.engine.cbor.CborItem.Kind;
import dev.fiberscope.engine.wire.Warning;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads CBOR of which no types are known, and says where it is not well-formed (RFC 8949, 5.3). */
public final class CborParser {
  /** Items within each other. */
  private static final int DEEPEST = 500;

  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int BREAK = 0xff;

  private final byte[] bytes;
  private final List<CborItem> items = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private int at;

  private CborParser(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What was read, one item after the other (RFC 8742).
   *
   * @param warnings of what is well-formed and not valid
   * @param problem why what follows the items is no CBOR
   */
  public record Sequence(
      List<CborItem> items, List<Warning> warnings, Optional<CborException> problem) {}

  /** Reads all bytes, or those before the item that is no CBOR. */
  public static Sequence read(byte[] bytes) {
    CborParser parser = new CborParser(bytes);
    Optional<CborException> problem = Optional.empty();
    try {
      while (parser.at < bytes.length) {
        parser.items.add(parser.item(0));
      }
    } catch (CborException broken) {
      problem = Optional.of(broken);
    }
    return new Sequence(List.copyOf(parser.items), List.copyOf(parser.warnings), problem);
  }

  /** The item that begins at a byte, if it is all there. */
  public static Optional<CborItem> at(byte[] bytes, int offset) {
    CborParser parser = new CborParser(bytes);
    parser.at = offset;
    try {
      return Optional.of(parser.item(0));
    } catch (CborException broken) {
      return Optional.empty();
    }
  }

  private CborItem item(int depth) throws CborException {
    int offset = at;
    if (depth > DEEPEST) {
      throw CborException.limit(
          offset, "items lie within each other more than " + DEEPEST + " deep");
    }
    int first = next("an item");
    if (first == BREAK) {
      throw new CborException(offset, "a break (ff) stands where an item has to be");
    }
    int major = first >>> 5;
    int info = first & 31;
    if (info == 31) {
      if (major < BYTES || major > MAP) {
        throw new CborException(
            offset, String.format("the head %02x needs a length or a value and has none", first));
      }
      return open(offset, major, depth);
    }
    BigInteger argument = argument(offset, info);
    return switch (major) {
      case 0 -> plain(offset, at, argument.toString());
      case 1 -> plain(offset, at, argument.not().toString());
      case BYTES, TEXT -> string(offset, major, argument);
      case ARRAY, MAP -> container(offset, major, argument, depth);
      case TAG -> tag(offset, argument, depth);
      default -> plain(offset, at, simple(offset, info, argument));
    };
  }

  private int next(String what) throws CborException {
    if (at == bytes.length) {
      throw new CborException(at, "the bytes end where " + what + " has to be");
    }
    return bytes[at++] & 0xff;
  }

  private BigInteger argument(int offset, int info) throws CborException {
    if (info < 24) {
      return BigInteger.valueOf(info);
    }
    if (info > 27) {
      throw new CborException(
          offset, String.format("the head %02x is reserved (RFC 8949, 3)", bytes[offset] & 0xff));
    }
    int width = 1 << info - 24;
    need(offset, BigInteger.valueOf(width), "a head");
    BigInteger argument = new BigInteger(1, bytes, at, width);
    at += width;
    return argument;
  }

  private void need(int offset, BigInteger count, String what) throws CborException {
    long left = bytes.length - at;
    if (count.compareTo(BigInteger.valueOf(left)) > 0) {
      throw new CborException(
          offset, what + " needs at least " + count + " more bytes, and there are " + left);
    }
  }

  private static CborItem plain(int offset, int content, String text) {
    return plain(offset, content, content, text);
  }

  private static CborItem plain(int offset, int content, int end, String text) {
    return new CborItem(offset, content, end, Kind.PLAIN, false, text, List.of());
  }

  private CborItem string(int offset, int major, BigInteger length) throws CborException {
    need(offset, length, major == TEXT ? "a text" : "a byte string");
    int content = at;
    at += length.intValue();
    String text =
        major == TEXT
            ? CborText.quoted(utf8(content, at))
            : "h'" + HexFormat.of().formatHex(bytes, content, at) + "'";
    return plain(offset, content, at, text);
  }

  private String utf8(int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException malformed) {
      warnings.add(new Warning(from, "the text is not UTF-8, which RFC 8949, 3.1 wants"));
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }

  private CborItem open(int offset, int major, int depth) throws CborException {
    int content = at;
    List<CborItem> parts = new ArrayList<>();
    while (!isBreak(offset)) {
      int start = at;
      if (major < ARRAY && (bytes[at] >>> 5 & 7) != major) {
        throw new CborException(
            start, "a chunk of a string is no string of its kind (RFC 8949, 3.2.3)");
      }
      if (major < ARRAY && (bytes[at] & 31) == 31) {
        throw new CborException(start, "a chunk of a string has no length (RFC 8949, 3.2.3)");
      }
      parts.add(item(depth + 1));
    }
    if (major == MAP && parts.size() % 2 == 1) {
      throw new CborException(at - 1, "a map ends behind a key, without its value");
    }
    Kind kind = major < ARRAY ? Kind.CHUNKS : major == ARRAY ? Kind.ARRAY : Kind.MAP;
    warnOfDuplicates(kind, parts);
    // Chunks that are none leave it open what they are chunks of.
    String text = kind == Kind.CHUNKS ? major == TEXT ? "\"\"" : "''" : "";
    return new CborItem(offset, content, at, kind, true, text, List.copyOf(parts));
  }

  private boolean isBreak(int offset) throws CborException {
    if (at == bytes.length) {
      throw new CborException(
          at, "the bytes end, and what began at byte " + offset + " has no break (ff)");
    }
    if ((bytes[at] & 0xff) != BREAK) {
      return false;
    }
    at++;
    return true;
  }

  private CborItem container(int offset, int major, BigInteger length, int depth)
      throws CborException {
    BigInteger count = major == MAP ? length.shiftLeft(1) : length;
    // Each takes a byte at least: nothing is set aside for a length that is only claimed.
    need(offset, count, major == MAP ? "a map" : "an array");
    int content = at;
    List<CborItem> parts = new ArrayList<>();
    for (int i = 0; i < count.intValue(); i++) {
      parts.add(item(depth + 1));
    }
    Kind kind = major == MAP ? Kind.MAP : Kind.ARRAY;
    warnOfDuplicates(kind, parts);
    return new CborItem(offset, content, at, kind, false, "", List.copyOf(parts));
  }

  private void warnOfDuplicates(Kind kind, List<CborItem> parts) {
    if (kind != Kind.MAP) {
      return;
    }
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < parts.size(); i += 2) {
      CborItem key = parts.get(i);
      if (!keys.add(CborText.value(key))) {
        warnings.add(
            new Warning(key.offset(), "the key is there twice, which RFC 8949, 5.6 forbids"));
      }
    }
  }

  private CborItem tag(int offset, BigInteger number, int depth) throws CborException {
    int content = at;
    CborItem of = item(depth + 1);
    boolean isBignum =
        (number.equals(BigInteger.TWO) || number.intValue() == 3 && number.bitLength() == 2)
            && (bytes[content] >>> 5 & 7) == BYTES
            && of.kind() == Kind.PLAIN;
    if (isBignum) {
      int from = (int) of.contentOffset();
      BigInteger value = new BigInteger(1, bytes, from, at - from);
      return plain(
          offset, content, at, (number.equals(BigInteger.TWO) ? value : value.not()).toString());
    }
    return new CborItem(offset, content, at, Kind.TAG, false, number.toString(), List.of(of));
  }

  private String simple(int offset, int info, BigInteger argument) throws CborException {
    int value = argument.intValue();
    return switch (info) {
      case 20 -> "false";
      case 21 -> "true";
      case 22 -> "null";
      case 23 -> "undefined";
      case 25 -> CborText.number(Float.float16ToFloat((short) value));
      case 26 -> CborText.number(Float.intBitsToFloat(value));
      case 27 -> CborText.number(Double.longBitsToDouble(argument.longValue()));
      default -> {
        if (info == 24 && value < 32) {
          throw new CborException(
              offset, "a simple value below 32 takes two bytes (RFC 8949, 3.3)");
        }
        yield "simple(" + value + ")";
      }
    };
  }
}
