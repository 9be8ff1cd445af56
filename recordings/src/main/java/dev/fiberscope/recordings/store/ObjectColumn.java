package dev.fiberscope.recordings.store;

import java.util.Arrays;

/**
 * Objects by row, appended one by one, on the heap. As with the other columns, what is frozen
 * shares its pages with the writer until one is set again.
 */
final class ObjectColumn<T> {
  private static final int SHIFT = 10;
  private static final int MASK = (1 << SHIFT) - 1;

  private Object[][] pages;
  private boolean[] shared;
  private int size;

  ObjectColumn() {
    this(new Object[4][], new boolean[4], 0);
  }

  private ObjectColumn(Object[][] pages, boolean[] shared, int size) {
    this.pages = pages;
    this.shared = shared;
    this.size = size;
  }

  ObjectColumn<T> frozen() {
    Arrays.fill(shared, true);
    return new ObjectColumn<>(pages.clone(), shared.clone(), size);
  }

  void add(T value) {
    int page = size >>> SHIFT;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, 2 * page);
      shared = Arrays.copyOf(shared, 2 * page);
    }
    if (pages[page] == null) {
      pages[page] = new Object[MASK + 1];
    }
    // Readers of a shared page know fewer rows.
    pages[page][size & MASK] = value;
    size++;
  }

  void set(int row, T value) {
    int page = row >>> SHIFT;
    if (shared[page]) {
      pages[page] = pages[page].clone();
      shared[page] = false;
    }
    pages[page][row & MASK] = value;
  }

  @SuppressWarnings("unchecked")
  T get(int row) {
    if (row >= size) {
      throw new IndexOutOfBoundsException(row);
    }
    return (T) pages[row >>> SHIFT][row & MASK];
  }

  int size() {
    return size;
  }
}
