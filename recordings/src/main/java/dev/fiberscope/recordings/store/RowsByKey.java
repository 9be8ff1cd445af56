package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** The rows of a table, grouped by a key from 0 on and within that sorted by time. */
public final class RowsByKey {
  private static final int MOST_MOVES = 64;

  private final Cancellation cancellation;
  private final IntToLongFunction times;
  private final int[] firstOfKey;
  private final IntColumn order;

  /**
   * @param keys how many keys there are
   * @param keyOfRow the key of a row; rows with a negative one are left out
   */
  public RowsByKey(
      Storage storage, int keys, int rows, IntUnaryOperator keyOfRow, IntToLongFunction timeOfRow) {
    cancellation = storage.cancellation();
    times = timeOfRow;
    firstOfKey = new int[keys + 1];
    for (int row = 0; row < rows; row++) {
      cancellation.row();
      int key = keyOfRow.applyAsInt(row);
      if (key >= 0) {
        firstOfKey[key + 1]++;
      }
    }
    for (int key = 0; key < keys; key++) {
      firstOfKey[key + 1] += firstOfKey[key];
    }
    order = IntColumn.sized(storage, firstOfKey[keys]);
    int[] next = firstOfKey.clone();
    for (int row = 0; row < rows; row++) {
      cancellation.row();
      int key = keyOfRow.applyAsInt(row);
      if (key >= 0) {
        order.set(next[key]++, row);
      }
    }
    for (int key = 0; key < keys; key++) {
      cancellation.look();
      sort(firstOfKey[key], firstOfKey[key + 1]);
    }
  }

  private void sort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int[] rows = new int[to - from];
    long[] rowTimes = new long[rows.length];
    boolean sorted = true;
    for (int i = 0; i < rows.length; i++) {
      cancellation.row();
      rows[i] = order.get(from + i);
      rowTimes[i] = times.applyAsLong(rows[i]);
      sorted &= i == 0 || rowTimes[i - 1] <= rowTimes[i];
    }
    if (!sorted) {
      // Files are nearly in order, so moving the few that are not is quickest.
      int[] byTime = insertionSort(rows, rowTimes) ? rows : mergeSort(rows, rowTimes);
      for (int i = 0; i < rows.length; i++) {
        order.set(from + i, byTime[i]);
      }
    }
  }

  /** Sorts by time; gives up, and returns false, if rows are far from their places. */
  private boolean insertionSort(int[] rows, long[] rowTimes) {
    long moves = (long) MOST_MOVES * rows.length;
    for (int i = 1; i < rows.length; i++) {
      cancellation.row();
      int row = rows[i];
      long time = rowTimes[i];
      int place = i;
      while (place > 0 && rowTimes[place - 1] > time) {
        rows[place] = rows[place - 1];
        rowTimes[place] = rowTimes[place - 1];
        place--;
      }
      rows[place] = row;
      rowTimes[place] = time;
      moves -= i - place;
      if (moves < 0) {
        return false;
      }
    }
    return true;
  }

  private static int[] mergeSort(int[] rows, long[] rowTimes) {
    int[] places =
        IndirectSort.mergesort(0, rows.length, (a, b) -> Long.compare(rowTimes[a], rowTimes[b]));
    for (int i = 0; i < rows.length; i++) {
      places[i] = rows[places[i]];
    }
    return places;
  }

  private long time(int place) {
    return times.applyAsLong(order.get(place));
  }

  /** The first place of a key; its places end before {@code first(key + 1)}. */
  public int first(int key) {
    return firstOfKey[key];
  }

  /** The row at a place. */
  public int row(int place) {
    return order.get(place);
  }

  /** The rows of a key; none for a negative key. */
  public int[] rows(int key) {
    int[] rows = new int[key < 0 ? 0 : firstOfKey[key + 1] - firstOfKey[key]];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = order.get(firstOfKey[key] + i);
    }
    return rows;
  }

  /** The rows of a key about a time: so many at most up to it, and so many behind. */
  public int[] around(int key, long time, int most) {
    int middle = lastUpTo(key, time);
    int from = Math.max(firstOfKey[key], middle - most + 1);
    int[] rows = new int[Math.min(firstOfKey[key + 1], middle + 1 + most) - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = order.get(from + i);
    }
    return rows;
  }

  /** The last place of the key whose time is {@code time} or earlier; before the first if none. */
  public int lastUpTo(int key, long time) {
    int low = firstOfKey[key];
    int high = firstOfKey[key + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
