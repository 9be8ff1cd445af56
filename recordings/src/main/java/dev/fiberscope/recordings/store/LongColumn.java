package dev.fiberscope.recordings.store;

import java.util.Arrays;

/** Longs by row, appended one by one. */
public final class LongColumn {
  private long[] values = new long[64];
  private int size;

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public long get(int row) {
    return values[row];
  }

  public void set(int row, long value) {
    values[row] = value;
  }

  public int size() {
    return size;
  }
}
