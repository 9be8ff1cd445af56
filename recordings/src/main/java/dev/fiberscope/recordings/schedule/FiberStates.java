package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntIntHashMap;
import java.util.Arrays;

/** The last slice of each fiber that windows have settled, by the fiber's row. */
final class FiberStates {
  /** The time of a slice that is not there. */
  static final long NONE = Long.MIN_VALUE;

  private static final byte OWN_CARRIER = 1;
  private static final byte IN_LINE = 2;
  private static final byte TIMED = 4;

  private long[] starts = {};
  private long[] ends = {};
  private long[] lastSigns = {};
  private int[] carriers = {};
  private byte[] flags = {};

  /** Fibers that were in line again as soon as they left, and their submits. */
  final IntIntHashMap itself = new IntIntHashMap();

  private void growTo(int fiber) {
    if (fiber >= starts.length) {
      int from = starts.length;
      int size = Math.max(fiber + 1, 2 * from);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      lastSigns = Arrays.copyOf(lastSigns, size);
      carriers = Arrays.copyOf(carriers, size);
      flags = Arrays.copyOf(flags, size);
      Arrays.fill(starts, from, size, NONE);
      Arrays.fill(ends, from, size, NONE);
      Arrays.fill(lastSigns, from, size, NONE);
    }
  }

  /** Tells of a slice behind all others of its fiber. */
  void slice(int fiber, Slices slices, int row, boolean ownCarrier) {
    growTo(fiber);
    starts[fiber] = slices.start(row);
    ends[fiber] = slices.end(row);
    lastSigns[fiber] = slices.lastSign(row);
    carriers[fiber] = slices.carrier(row);
    int own = ownCarrier ? OWN_CARRIER : 0;
    int inLine = slices.isInLine(row) ? IN_LINE : 0;
    int timed = slices.leavesTimed(row) ? TIMED : 0;
    flags[fiber] = (byte) (own | inLine | timed);
  }

  private boolean is(int fiber, byte flag) {
    return fiber < flags.length && (flags[fiber] & flag) != 0;
  }

  /** True if it left its last slice to wait for a time at most. */
  boolean isTimed(int fiber) {
    return is(fiber, TIMED);
  }

  /** True if its last carrier was one of the engine's own. */
  boolean wasOnOwnCarrier(int fiber) {
    return is(fiber, OWN_CARRIER);
  }

  boolean isInLine(int fiber) {
    return is(fiber, IN_LINE);
  }

  boolean hasRun(int fiber) {
    return start(fiber) != NONE;
  }

  /** When its last slice began, or {@link #NONE}. */
  long start(int fiber) {
    return fiber < starts.length ? starts[fiber] : NONE;
  }

  /** When its last slice ended, or {@link #NONE}. */
  long end(int fiber) {
    return fiber < ends.length ? ends[fiber] : NONE;
  }

  /** When it was last seen in a slice, or {@link #NONE}. */
  long lastSign(int fiber) {
    return fiber < lastSigns.length ? lastSigns[fiber] : NONE;
  }

  int carrier(int fiber) {
    return carriers[fiber];
  }
}
