package dev.fiberscope.recordings.store;

import java.util.Arrays;

/** Ints by row, appended one by one. */
public final class IntColumn {
  private int[] values = new int[64];
  private int size;

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public int get(int row) {
    return values[row];
  }

  public void set(int row, int value) {
    values[row] = value;
  }

  public int size() {
    return size;
  }
}
