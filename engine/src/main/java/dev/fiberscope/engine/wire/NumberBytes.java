package dev.fiberscope.engine.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** Numbers as they lie in bytes, little endian (0) or big endian (1). */
final class NumberBytes {
  private static final VarHandle[] SHORTS = views(short[].class);
  private static final VarHandle[] INTS = views(int[].class);
  private static final VarHandle[] LONGS = views(long[].class);

  private NumberBytes() {}

  private static VarHandle[] views(Class<?> arrayType) {
    return new VarHandle[] {
      MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN),
      MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN)
    };
  }

  /** The bits of a number of 2, 4 or 8 bytes. */
  static long number(byte[] bytes, int from, int width, int endian) {
    return switch (width) {
      case 2 -> ((short) SHORTS[endian].get(bytes, from)) & 0xffffL;
      case 4 -> ((int) INTS[endian].get(bytes, from)) & 0xffff_ffffL;
      default -> (long) LONGS[endian].get(bytes, from);
    };
  }

  /** A number of 16 bytes, which are changed. */
  static BigInteger wide(byte[] bytes, int endian, boolean signed) {
    if (endian == 0) {
      for (int i = 0; i < 8; i++) {
        byte swapped = bytes[i];
        bytes[i] = bytes[15 - i];
        bytes[15 - i] = swapped;
      }
    }
    return signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
  }

  /** The number that 64 bits are without a sign. */
  static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return bits < 0 ? value.setBit(Long.SIZE - 1) : value;
  }
}
