package dev.fiberscope.engine.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes bincode's primitives into a buffer that grows. The inverse of {@link WireReader}. */
public final class WireWriter {
  private final boolean variable;
  private ByteBuffer out;

  public WireWriter(WireConfig config) {
    variable = config.variable();
    out = ByteBuffer.allocate(256).order(config.order());
  }

  /** A copy of everything written so far. */
  public byte[] toByteArray() {
    return Arrays.copyOf(out.array(), out.position());
  }

  public void u8(int value) {
    room(1).put((byte) value);
  }

  public void u16(int value) {
    unsigned(value & 0xffff, 2);
  }

  public void i16(int value) {
    unsigned(variable ? zigzag(value) : value, 2);
  }

  public void u32(long value) {
    unsigned(value & 0xffff_ffffL, 4);
  }

  public void i32(int value) {
    unsigned(variable ? zigzag(value) : value, 4);
  }

  public void u64(long value) {
    unsigned(value, 8);
  }

  public void i64(long value) {
    unsigned(variable ? zigzag(value) : value, 8);
  }

  /** Writes an integer of at most 64 bits. */
  public void integer(IntType type, long value) {
    if (type.width() == 1) {
      u8((int) value);
    } else if (type.signed() && variable) {
      unsigned(zigzag(value), type.width());
    } else {
      int unused = Long.SIZE - Byte.SIZE * type.width();
      unsigned(value << unused >>> unused, type.width());
    }
  }

  /** Writes a u128 or i128. */
  public void wide(IntType type, BigInteger value) {
    if (!variable) {
      fixedWide(value);
      return;
    }
    BigInteger sent =
        !type.signed()
            ? value
            : value.signum() < 0 ? value.not().shiftLeft(1).setBit(0) : value.shiftLeft(1);
    if (sent.bitLength() <= Long.SIZE) {
      unsigned(sent.longValue(), 8);
    } else {
      u8(254);
      fixedWide(sent);
    }
  }

  private void fixedWide(BigInteger value) {
    long low = value.longValue();
    long high = value.shiftRight(Long.SIZE).longValue();
    boolean bigEndian = out.order() == ByteOrder.BIG_ENDIAN;
    fixed(bigEndian ? high : low, 8);
    fixed(bigEndian ? low : high, 8);
  }

  public void f32(float value) {
    room(4).putInt(Float.floatToRawIntBits(value));
  }

  public void f64(double value) {
    room(8).putLong(Double.doubleToRawLongBits(value));
  }

  public void bool(boolean value) {
    u8(value ? 1 : 0);
  }

  /** Writes a Unicode scalar value as UTF-8. */
  public void character(int codePoint) {
    raw(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  public void string(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a length and the bytes. */
  public void bytes(byte[] value) {
    u64(value.length);
    raw(value);
  }

  /** Writes bytes without a length. */
  public void raw(byte[] value) {
    room(value.length).put(value);
  }

  private void unsigned(long value, int width) {
    if (!variable) {
      fixed(value, width);
    } else if (Long.compareUnsigned(value, 250) <= 0) {
      u8((int) value);
    } else if (Long.compareUnsigned(value, 0xffff) <= 0) {
      u8(251);
      fixed(value, 2);
    } else if (Long.compareUnsigned(value, 0xffff_ffffL) <= 0) {
      u8(252);
      fixed(value, 4);
    } else {
      u8(253);
      fixed(value, 8);
    }
  }

  private void fixed(long value, int width) {
    switch (width) {
      case 2 -> room(2).putShort((short) value);
      case 4 -> room(4).putInt((int) value);
      default -> room(8).putLong(value);
    }
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      byte[] grown =
          Arrays.copyOf(out.array(), Math.max(2 * out.capacity(), out.position() + bytes));
      out = ByteBuffer.wrap(grown).order(out.order()).position(out.position());
    }
    return out;
  }
}
