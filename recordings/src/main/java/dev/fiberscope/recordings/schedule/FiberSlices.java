package dev.fiberscope.recordings.schedule;

import java.util.Arrays;

/** The slices of one fiber by time; they do not overlap. */
final class FiberSlices {
  private final Slices slices;
  private int[] rows;
  private int count;

  /**
   * @param sorted rows by the time they begin
   */
  FiberSlices(Slices slices, int[] sorted) {
    this.slices = slices;
    rows = sorted;
    count = rows.length;
  }

  void add(int slice) {
    int at = startingUpTo(slices.start(slice));
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count + 1);
    }
    System.arraycopy(rows, at, rows, at + 1, count - at);
    rows[at] = slice;
    count++;
  }

  /** True if the fiber was mounted at some time from {@code from} to {@code to}. */
  boolean cover(long from, long to) {
    int last = startingUpTo(to) - 1;
    return last >= 0 && slices.end(rows[last]) >= from;
  }

  /** How many start at {@code time} or earlier. */
  private int startingUpTo(long time) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slices.start(rows[middle]) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
