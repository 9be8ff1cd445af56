package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.WireReader;

/** Numbers of a few bits that share bytes. */
final class PackedBits {
  private final WireReader wire;
  private int current;
  private int left;

  PackedBits(WireReader wire) {
    this.wire = wire;
  }

  /** Bits of the last byte that have not been read. */
  int left() {
    return left;
  }

  /** Goes on within a byte. */
  void goTo(int last, int unread) {
    current = last;
    left = unread;
  }

  /** What is left of the last byte is padding. */
  void flush() {
    left = 0;
  }

  /**
   * @param msb true if a byte is read from its most significant bit on
   */
  long read(int count, boolean msb) {
    long value = 0;
    for (int got = 0; got < count; ) {
      if (left == 0) {
        current = wire.u8();
        left = Byte.SIZE;
      }
      int taken = Math.min(count - got, left);
      int shift = msb ? left - taken : Byte.SIZE - left;
      long bits = (current >>> shift) & ((1 << taken) - 1);
      value = msb ? value << taken | bits : value | bits << got;
      left -= taken;
      got += taken;
    }
    return value;
  }
}
