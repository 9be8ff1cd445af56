package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;

/** What columns of all widths have in common: pages of memory, and how many rows are in them. */
abstract sealed class Column permits IntColumn, LongColumn, ShortColumn {
  final Pages memory;
  MemorySegment[] pages;
  private int capacity;
  private int size;

  Column(Pages memory, int size) {
    this.memory = memory;
    this.size = size;
    adopt();
  }

  private void adopt() {
    pages = memory.all();
    capacity = memory.capacity();
  }

  private void grow() {
    memory.grow();
    adopt();
  }

  /** Makes a row at the end and returns it. */
  final int append() {
    if (size == capacity) {
      grow();
    }
    return size++;
  }

  /** Makes as many rows as there are to be, of a column that has none and gets no more. */
  final void fill(int rows) {
    memory.fill(rows);
    adopt();
    size = rows;
  }

  /** The page of a row that is to be set: no longer one that readers have. */
  final MemorySegment owned(int row) {
    int page = row >>> Pages.SHIFT;
    if (memory.isShared(page)) {
      memory.own(page);
    }
    return pages[page];
  }

  /** Gives back rows below one, as far as pages go; they must not be asked for any more. */
  final void dropBefore(int row) {
    memory.dropBefore(row);
  }

  public final int size() {
    return size;
  }
}
