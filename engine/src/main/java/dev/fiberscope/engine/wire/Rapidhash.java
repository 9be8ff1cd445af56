package dev.fiberscope.engine.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** rapidhash V3, with which bincode-next tells types apart. */
public final class Rapidhash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] SECRET = {
    0x2d358dccaa6c78a5L,
    0x8bb84b93962eacc9L,
    0x4b33a62ed433d4a3L,
    0x4d5a2da51de1aa47L,
    0xa0761d6478bd642fL,
    0xe7037ed1a0b428dbL,
    0x90ed1765281c388cL,
    0xaaaaaaaaaaaaaaaaL
  };
  private static final int LANES = 7;
  private static final int STRIDE = 16 * LANES;

  private Rapidhash() {}

  /** The hash of all bytes. */
  public static long of(byte[] bytes, long givenSeed) {
    long seed = givenSeed ^ mix(givenSeed ^ SECRET[2], SECRET[1]);
    int length = bytes.length;
    if (length <= 16) {
      return ofShort(bytes, seed);
    }
    int at = 0;
    int rest = length;
    if (rest > STRIDE) {
      long[] lanes = new long[LANES];
      Arrays.fill(lanes, seed);
      do {
        for (int i = 0; i < LANES; i++) {
          int from = at + 16 * i;
          lanes[i] = mix(read(bytes, from) ^ SECRET[i], read(bytes, from + 8) ^ lanes[i]);
        }
        at += STRIDE;
        rest -= STRIDE;
      } while (rest > STRIDE);
      seed = lanes[0] ^ lanes[1];
      seed ^= lanes[6] ^ (lanes[2] ^ lanes[3]) ^ (lanes[4] ^ lanes[5]);
    }
    int[] secrets = {2, 2, 1, 1, 2, 1};
    for (int i = 0; rest > 16 * (i + 1); i++) {
      int from = at + 16 * i;
      seed = mix(read(bytes, from) ^ SECRET[secrets[i]], read(bytes, from + 8) ^ seed);
    }
    return end(read(bytes, length - 16) ^ rest, read(bytes, length - 8), seed, rest);
  }

  private static long ofShort(byte[] bytes, long seed) {
    int length = bytes.length;
    if (length >= 8) {
      return end(read(bytes, 0), read(bytes, length - 8), seed ^ length, length);
    }
    if (length >= 4) {
      long first = (int) INTS.get(bytes, 0) & 0xffff_ffffL;
      long last = (int) INTS.get(bytes, length - 4) & 0xffff_ffffL;
      return end(first, last, seed ^ length, length);
    }
    if (length == 0) {
      return end(0, 0, seed, 0);
    }
    long ends = (bytes[0] & 0xffL) << 45 | bytes[length - 1] & 0xff;
    return end(ends, bytes[length >> 1] & 0xff, seed, length);
  }

  private static long end(long first, long last, long seed, long length) {
    long a = first ^ SECRET[1];
    long b = last ^ seed;
    long low = a * b;
    long high = Math.unsignedMultiplyHigh(a, b);
    return mix(low ^ SECRET[7], high ^ SECRET[1] ^ length);
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }

  private static long read(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
