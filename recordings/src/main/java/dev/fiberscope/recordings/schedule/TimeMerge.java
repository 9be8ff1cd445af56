package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.fiberscope.recordings.store.RowsByKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/** Tells rows of several tables, each sorted by time within its threads, in the order of time. */
final class TimeMerge {
  private record Source(RowsByKey rows, IntToLongFunction time, IntConsumer taker) {}

  private final List<Source> sources = new ArrayList<>();
  private final List<int[]> ranges = new ArrayList<>();

  /** Adds the rows of one thread; of rows at the same time, those added first come first. */
  void add(RowsByKey rows, int thread, IntToLongFunction time, IntConsumer taker) {
    if (rows.first(thread) < rows.first(thread + 1)) {
      sources.add(new Source(rows, time, taker));
      ranges.add(new int[] {rows.first(thread), rows.first(thread + 1)});
    }
  }

  /** Tells all rows. */
  void run() {
    int count = sources.size();
    Source[] source = sources.toArray(Source[]::new);
    int[] place = new int[count];
    int[] end = new int[count];
    long[] next = new long[count];
    for (int i = 0; i < count; i++) {
      place[i] = ranges.get(i)[0];
      end[i] = ranges.get(i)[1];
      next[i] = source[i].time.applyAsLong(source[i].rows.row(place[i]));
    }
    int[] heap = IndirectSort.mergesort(0, count, (a, b) -> Long.compare(next[a], next[b]));
    int size = count;
    while (size > 0) {
      int first = heap[0];
      Source from = source[first];
      from.taker.accept(from.rows.row(place[first]));
      if (++place[first] < end[first]) {
        next[first] = from.time.applyAsLong(from.rows.row(place[first]));
      } else {
        heap[0] = heap[--size];
      }
      sink(heap, size, next);
    }
  }

  /** Moves the top of a heap down to where it belongs. */
  private static void sink(int[] heap, int size, long[] next) {
    int at = 0;
    int moved = heap[0];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child], next)) {
        child++;
      }
      if (!isBefore(heap[child], moved, next)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }

  private static boolean isBefore(int one, int other, long[] next) {
    return next[one] < next[other] || next[one] == next[other] && one < other;
  }
}
