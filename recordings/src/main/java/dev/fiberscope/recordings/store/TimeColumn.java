package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;

/**
 * Times by row that never change. Those of the last 4.29 seconds take four bytes each; where many
 * are older all take eight.
 */
final class TimeColumn {
  private static final long NEAR = 1L << 32;

  /** Of the offsets: the time is among the old ones. */
  private static final int OLD = 0;

  /** So many times fewer may be old. */
  private static final int MOST_OLD = 32;

  private final long base;
  private final IntColumn offsets;
  private final IntLongHashMap old;
  private final LongColumn all;

  /** With the first of many values. */
  TimeColumn(Storage storage, long[] values, int count) {
    long last = Long.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      last = Math.max(last, values[row]);
    }
    base = last - NEAR + 1;
    int[] nearer = new int[count];
    IntLongHashMap older = new IntLongHashMap();
    for (int row = 0; row < count && older.size() <= count / MOST_OLD; row++) {
      if (values[row] > base) {
        nearer[row] = (int) (values[row] - base);
      } else {
        older.put(row, values[row]);
      }
    }
    boolean wide = older.size() > count / MOST_OLD;
    old = wide ? new IntLongHashMap() : older;
    offsets = wide ? null : IntColumn.of(storage, nearer, count);
    all = wide ? LongColumn.of(storage, values, count) : null;
  }

  /** True if times of a stretch mostly take half the room. */
  static boolean isNear(long first, long last) {
    return last - first < NEAR;
  }

  long get(int row) {
    if (offsets == null) {
      return all.get(row);
    }
    int offset = offsets.get(row);
    return offset == OLD ? old.get(row) : base + Integer.toUnsignedLong(offset);
  }
}
