package dev.fiberscope.recordings.store;

import java.util.Arrays;

/** The rows of a table, grouped by thread and within that sorted by time. */
public final class RowsByThread {
  private final LongColumn times;
  private final int[] firstOfThread;
  private final int[] order;

  public RowsByThread(int threadCount, IntColumn threads, LongColumn times) {
    this.times = times;
    firstOfThread = new int[threadCount + 1];
    for (int row = 0; row < threads.size(); row++) {
      if (threads.get(row) >= 0) {
        firstOfThread[threads.get(row) + 1]++;
      }
    }
    for (int thread = 0; thread < threadCount; thread++) {
      firstOfThread[thread + 1] += firstOfThread[thread];
    }
    order = new int[firstOfThread[threadCount]];
    int[] next = firstOfThread.clone();
    for (int row = 0; row < threads.size(); row++) {
      if (threads.get(row) >= 0) {
        order[next[threads.get(row)]++] = row;
      }
    }
    for (int thread = 0; thread < threadCount; thread++) {
      sort(firstOfThread[thread], firstOfThread[thread + 1]);
    }
  }

  private void sort(int from, int to) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = times.get(order[i - 1]) <= times.get(order[i]);
    }
    if (!sorted) {
      int[] rows =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted((a, b) -> Long.compare(times.get(a), times.get(b)))
              .mapToInt(row -> row)
              .toArray();
      System.arraycopy(rows, 0, order, from, rows.length);
    }
  }

  /** The first place of a thread; its places end before {@code first(thread + 1)}. */
  public int first(int thread) {
    return firstOfThread[thread];
  }

  /** The row at a place. */
  public int row(int place) {
    return order[place];
  }

  /**
   * The last place of the thread whose time is {@code time} or earlier; before the first if none.
   */
  public int lastUpTo(int thread, long time) {
    int low = firstOfThread[thread];
    int high = firstOfThread[thread + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(order[middle]) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
