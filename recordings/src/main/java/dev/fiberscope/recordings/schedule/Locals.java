package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import java.util.Arrays;

/** The threads that a window is about, numbered from 0: few of all that a session has. */
final class Locals {
  private static final int NONE = -1;

  // By thread: its number and one.
  private int[] numbers = new int[64];
  private final IntArrayList threads = new IntArrayList();

  /** The number of a thread, given now if it has none. */
  int number(int thread) {
    if (thread >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(thread + 1, 2 * numbers.length));
    }
    if (numbers[thread] == 0) {
      threads.add(thread);
      numbers[thread] = threads.size();
    }
    return numbers[thread] - 1;
  }

  /** The number of a thread, negative if it has none. */
  int find(int thread) {
    return thread < 0 || thread >= numbers.length ? NONE : numbers[thread] - 1;
  }

  int thread(int number) {
    return threads.get(number);
  }

  int count() {
    return threads.size();
  }

  /** Forgets all threads. */
  void clear() {
    for (int i = 0; i < threads.size(); i++) {
      numbers[threads.get(i)] = 0;
    }
    threads.clear();
  }
}
