package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Ints by row, appended one by one. */
public final class IntColumn {
  private final Pages memory;
  private MemorySegment[] pages;
  private int capacity;
  private int size;

  public IntColumn(Storage storage) {
    this(new Pages(storage, Integer.BYTES), 0);
  }

  private IntColumn(Pages memory, int size) {
    this.memory = memory;
    this.size = size;
    adopt();
  }

  /** With so many rows of 0. */
  public static IntColumn sized(Storage storage, int rows) {
    IntColumn column = new IntColumn(storage);
    while (column.capacity < rows) {
      column.memory.grow();
      column.adopt();
    }
    column.size = rows;
    return column;
  }

  private void adopt() {
    pages = memory.all();
    capacity = memory.capacity();
  }

  public void add(int value) {
    if (size == capacity) {
      memory.grow();
      adopt();
    }
    set(size++, value);
  }

  /** Adds all rows of another column. */
  void addAll(IntColumn others) {
    for (int row = 0; row < others.size; row++) {
      add(others.get(row));
    }
  }

  public int get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, int value) {
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK, value);
  }

  public int size() {
    return size;
  }

  /** The rows of now, for readers; for columns whose rows are never set again. */
  public IntColumn frozen() {
    return new IntColumn(memory.shared(), size);
  }

  /** The rows and values of now, elsewhere. */
  public IntColumn copyTo(Storage target) {
    return new IntColumn(memory.copyTo(target), size);
  }
}
