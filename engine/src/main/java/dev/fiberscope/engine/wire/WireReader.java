package dev.fiberscope.engine.wire;

import dev.fiberscope.engine.wire.DecodeException.Kind;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads bincode's primitives from a buffer, asking for more bytes when the buffer runs dry. Knows
 * nothing of fibers: whoever refills may suspend.
 */
public final class WireReader {
  /** Puts bytes that have arrived into the buffer. */
  @FunctionalInterface
  public interface Refill {
    /**
     * Waits until at least one byte has arrived and copies what there is.
     *
     * @param into where to put bytes
     * @param from index of the first free byte
     * @param wanted bytes the reader cannot go on without, at least 1; more may be given
     * @return bytes copied, or -1 at the end of the input
     */
    int refill(byte[] into, int from, int wanted);
  }

  private static final int SINGLE_BYTE_MAX = 250;
  private static final int U16_TAG = 251;
  private static final int U32_TAG = 252;
  private static final int U64_TAG = 253;

  private static final VarHandle[] SHORTS = views(short[].class);
  private static final VarHandle[] INTS = views(int[].class);
  private static final VarHandle[] LONGS = views(long[].class);

  private final boolean variable;
  private final int endian;
  private final byte[] buffer;
  private final Refill refill;
  private int at;
  private int end;
  private long offsetOfBuffer;

  /**
   * @param buffer where arrived bytes are staged, at least 16 long; the reader owns it until the
   *     message is read
   */
  public WireReader(WireConfig config, byte[] buffer, Refill refill) {
    this.variable = config.variable();
    this.endian = config.bigEndian() ? 1 : 0;
    this.buffer = buffer;
    this.refill = refill;
  }

  private static VarHandle[] views(Class<?> arrayType) {
    return new VarHandle[] {
      MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN),
      MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN)
    };
  }

  /** Bytes of the message read so far. */
  public long offset() {
    return offsetOfBuffer + at;
  }

  /** How many bytes are staged but not read. */
  public int staged() {
    return end - at;
  }

  /** Bytes staged but not read: they belong to whatever follows this message. */
  public byte[] unread() {
    return Arrays.copyOfRange(buffer, at, end);
  }

  public int u8() {
    require(1);
    return buffer[at++] & 0xff;
  }

  public int i8() {
    return (byte) u8();
  }

  public int u16() {
    return (int) (variable ? varint(2) : fixed(2));
  }

  public int i16() {
    return (short) (variable ? unzigzag(varint(2)) : fixed(2));
  }

  /** An unsigned 32-bit number, 0 to 2^32-1. */
  public long u32() {
    return variable ? varint(4) : fixed(4);
  }

  public int i32() {
    return (int) (variable ? unzigzag(varint(4)) : fixed(4));
  }

  /** An unsigned 64-bit number; use {@link Long#toUnsignedString(long)} to show it. */
  public long u64() {
    return variable ? varint(8) : fixed(8);
  }

  public long i64() {
    return variable ? unzigzag(varint(8)) : fixed(8);
  }

  public float f32() {
    return Float.intBitsToFloat((int) fixed(4));
  }

  public double f64() {
    return Double.longBitsToDouble(fixed(8));
  }

  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw failure(Kind.INVALID_BOOLEAN_VALUE, 1, "a bool is 0 or 1, found " + value);
    }
    return value == 1;
  }

  /** A Unicode scalar value, sent as 1 to 4 bytes of UTF-8. */
  public int character() {
    int lead = u8();
    if (lead < 0x80) {
      return lead;
    }
    int width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) {
      throw failure(
          Kind.INVALID_CHAR_ENCODING, 1, "no UTF-8 character starts with byte 0x" + hex(lead));
    }
    require(width - 1);
    byte[] utf8 = new byte[width];
    utf8[0] = (byte) lead;
    System.arraycopy(buffer, at, utf8, 1, width - 1);
    at += width - 1;
    return strictUtf8(utf8, Kind.INVALID_CHAR_ENCODING).codePointAt(0);
  }

  public String string() {
    return strictUtf8(bytes(), Kind.UTF8);
  }

  /** A length and as many bytes. Memory grows with the bytes that arrive, not with the length. */
  public byte[] bytes() {
    long length = u64();
    int staged = end - at;
    if (length >= 0 && length <= staged) {
      byte[] all = Arrays.copyOfRange(buffer, at, at + (int) length);
      at += (int) length;
      return all;
    }
    return arrivingBytes(length);
  }

  private byte[] arrivingBytes(long length) {
    long left = length < 0 ? Long.MAX_VALUE : length;
    ByteArrayOutputStream arrived = new ByteArrayOutputStream(buffer.length);
    while (left > 0) {
      if (at == end) {
        fill((int) Math.min(left, buffer.length), left);
      }
      int piece = (int) Math.min(end - at, left);
      arrived.write(buffer, at, piece);
      at += piece;
      left -= piece;
    }
    return arrived.toByteArray();
  }

  private long varint(int width) {
    require(1);
    int tag = buffer[at++] & 0xff;
    if (tag <= SINGLE_BYTE_MAX) {
      return tag;
    }
    int found =
        switch (tag) {
          case U16_TAG -> 2;
          case U32_TAG -> 4;
          case U64_TAG -> 8;
          default -> 16;
        };
    if (found > width) {
      String claims = tag == 255 ? "a reserved tag" : "a tag for " + 8 * found + " bits";
      throw failure(
          Kind.INVALID_INTEGER_TYPE, 1, "expected at most " + 8 * width + " bits, found " + claims);
    }
    return fixed(found);
  }

  private long fixed(int width) {
    require(width);
    int from = at;
    at += width;
    return switch (width) {
      case 2 -> ((short) SHORTS[endian].get(buffer, from)) & 0xffffL;
      case 4 -> ((int) INTS[endian].get(buffer, from)) & 0xffff_ffffL;
      default -> (long) LONGS[endian].get(buffer, from);
    };
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private void require(int bytes) {
    if (end - at < bytes) {
      makeRoom(bytes);
      while (end - at < bytes) {
        int missing = bytes - (end - at);
        fill(missing, missing);
      }
    }
  }

  private void makeRoom(int bytes) {
    if (buffer.length - at < bytes) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      offsetOfBuffer += at;
      end -= at;
      at = 0;
    }
  }

  private void fill(int wanted, long missing) {
    if (at == end) {
      offsetOfBuffer += at;
      at = 0;
      end = 0;
    }
    int got = refill.refill(buffer, end, wanted);
    if (got < 0) {
      throw failure(
          Kind.UNEXPECTED_END, 0, "the input ended, " + missing + " more bytes were expected");
    }
    end += got;
  }

  private String strictUtf8(byte[] utf8, Kind kind) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException malformed) {
      throw failure(kind, utf8.length, "the bytes are not UTF-8 (" + malformed.getMessage() + ")");
    }
  }

  private DecodeException failure(Kind kind, int bytesBack, String problem) {
    return new DecodeException(kind, offset() - bytesBack, problem);
  }

  private static String hex(int value) {
    return Integer.toHexString(value);
  }
}
