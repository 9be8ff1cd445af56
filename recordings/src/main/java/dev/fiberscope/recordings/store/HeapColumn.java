package dev.fiberscope.recordings.store;

import java.util.Arrays;

/**
 * Longs by row on the heap, for tables by thread: they are asked at every event, and plain arrays
 * are what a JVM that has just begun is quickest with. As with the other columns, what is frozen
 * shares its pages with the writer until a row in one is set again.
 */
final class HeapColumn {
  private static final int SHIFT = 12;
  private static final int MASK = (1 << SHIFT) - 1;

  private long[][] pages;
  private boolean[] shared;
  private int size;

  HeapColumn() {
    this(new long[4][], new boolean[4], 0);
  }

  private HeapColumn(long[][] pages, boolean[] shared, int size) {
    this.pages = pages;
    this.shared = shared;
    this.size = size;
  }

  HeapColumn frozen() {
    Arrays.fill(shared, true);
    return new HeapColumn(pages.clone(), shared.clone(), size);
  }

  void add(long value) {
    int page = size >>> SHIFT;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, 2 * page);
      shared = Arrays.copyOf(shared, 2 * page);
    }
    if (pages[page] == null) {
      pages[page] = new long[MASK + 1];
    }
    // Readers of a shared page know fewer rows.
    pages[page][size & MASK] = value;
    size++;
  }

  void set(int row, long value) {
    int page = row >>> SHIFT;
    if (shared[page]) {
      pages[page] = pages[page].clone();
      shared[page] = false;
    }
    pages[page][row & MASK] = value;
  }

  long get(int row) {
    return pages[row >>> SHIFT][row & MASK];
  }

  int size() {
    return size;
  }
}
