package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;

/** The rows of a table of a window, by thread and within that by time. */
final class ThreadRows {
  private static final int MOST_MOVES = 64;

  private final Locals locals;
  private final LongArrayList times;
  private final int[] firsts;
  private final int[] rows;

  /**
   * @param threads the thread of each row; rows with a negative one are left out
   * @param times the time of each row
   */
  ThreadRows(Locals locals, IntArrayList threads, LongArrayList times) {
    this.locals = locals;
    this.times = times;
    int count = threads.size();
    int[] numbers = new int[count];
    for (int row = 0; row < count; row++) {
      numbers[row] = threads.get(row) < 0 ? -1 : locals.number(threads.get(row));
    }
    firsts = new int[locals.count() + 1];
    for (int number : numbers) {
      if (number >= 0) {
        firsts[number + 1]++;
      }
    }
    for (int i = 1; i < firsts.length; i++) {
      firsts[i] += firsts[i - 1];
    }
    rows = new int[firsts[firsts.length - 1]];
    int[] next = firsts.clone();
    long moves = (long) MOST_MOVES * count;
    for (int row = 0; row < count; row++) {
      if (numbers[row] >= 0) {
        int place = next[numbers[row]]++;
        rows[place] = row;
        moves -= moves < 0 ? 0 : moveBack(firsts[numbers[row]], place);
      }
    }
    if (moves < 0) {
      for (int i = 0; i + 1 < firsts.length; i++) {
        sort(firsts[i], firsts[i + 1]);
      }
    }
  }

  /** Moves a row to its place among those before: files are nearly in order. */
  private int moveBack(int first, int place) {
    int row = rows[place];
    long time = times.get(row);
    int to = place;
    while (to > first && times.get(rows[to - 1]) > time) {
      rows[to] = rows[to - 1];
      to--;
    }
    rows[to] = row;
    return place - to;
  }

  /** Sorts what is far from being in order. */
  private void sort(int from, int to) {
    int[] sorted =
        IndirectSort.mergesort(
            from,
            to - from,
            (a, b) -> {
              int byTime = Long.compare(times.get(rows[a]), times.get(rows[b]));
              return byTime == 0 ? Integer.compare(rows[a], rows[b]) : byTime;
            });
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = rows[sorted[i]];
    }
    System.arraycopy(sorted, 0, rows, from, sorted.length);
  }

  /** The first place of a thread. */
  int first(int thread) {
    int number = locals.find(thread);
    return number < 0 || number >= firsts.length - 1 ? 0 : firsts[number];
  }

  /** The place behind the last one of a thread. */
  int end(int thread) {
    int number = locals.find(thread);
    return number < 0 || number >= firsts.length - 1 ? 0 : firsts[number + 1];
  }

  int row(int place) {
    return rows[place];
  }

  /** The last place of a thread whose time is {@code time} or earlier; before the first if none. */
  int lastUpTo(int thread, long time) {
    int low = first(thread);
    int high = end(thread);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(rows[middle]) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
