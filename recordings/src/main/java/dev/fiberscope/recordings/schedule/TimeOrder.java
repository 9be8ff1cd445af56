package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.Arrays;

/** The rows of a window in the order of time. */
final class TimeOrder {
  private static final int ROW_BITS = 24;

  private TimeOrder() {}

  /** The rows with a time up to {@code limit}, by time; of equal ones the first comes first. */
  static int[] of(LongArrayList times, long limit) {
    int count = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int row = 0; row < times.size(); row++) {
      long time = times.get(row);
      if (time <= limit) {
        count++;
        least = Math.min(least, time);
        most = Math.max(most, time);
      }
    }
    int[] rows = new int[count];
    if (count == 0) {
      return rows;
    }
    long range = most - least;
    boolean fits = range >= 0 && range < 1L << Long.SIZE - 1 - ROW_BITS;
    if (!fits || times.size() >= 1 << ROW_BITS) {
      return byComparing(times, limit, rows);
    }
    // Times and rows in one number each: sorting those is what the JDK does fastest.
    long[] keys = new long[count];
    int next = 0;
    for (int row = 0; row < times.size(); row++) {
      if (times.get(row) <= limit) {
        keys[next++] = times.get(row) - least << ROW_BITS | row;
      }
    }
    Arrays.sort(keys);
    for (int i = 0; i < count; i++) {
      rows[i] = (int) keys[i] & (1 << ROW_BITS) - 1;
    }
    return rows;
  }

  private static int[] byComparing(LongArrayList times, long limit, int[] rows) {
    int next = 0;
    for (int row = 0; row < times.size(); row++) {
      if (times.get(row) <= limit) {
        rows[next++] = row;
      }
    }
    int[] order =
        IndirectSort.mergesort(
            0, rows.length, (a, b) -> Long.compare(times.get(rows[a]), times.get(rows[b])));
    for (int i = 0; i < order.length; i++) {
      order[i] = rows[order[i]];
    }
    return order;
  }
}
