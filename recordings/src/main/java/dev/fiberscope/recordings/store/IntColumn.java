package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Ints by row, appended one by one. */
public final class IntColumn extends Column {
  public IntColumn(Storage storage) {
    this(new Pages(storage, Integer.BYTES), 0);
  }

  private IntColumn(Pages memory, int size) {
    super(memory, size);
  }

  /** With so many rows of 0, and never more. */
  public static IntColumn sized(Storage storage, int rows) {
    IntColumn column = new IntColumn(storage);
    column.fill(rows);
    return column;
  }

  public void add(int value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK, value);
  }

  /** With the first of many values, and never more. */
  static IntColumn of(Storage storage, int[] values, int count) {
    IntColumn column = sized(storage, count);
    for (int from = 0; from < count; from += Pages.MASK + 1) {
      int part = Math.min(count - from, Pages.MASK + 1);
      MemorySegment page = column.pages[from >>> Pages.SHIFT];
      MemorySegment.copy(values, from, page, ValueLayout.JAVA_INT_UNALIGNED, 0, part);
    }
    return column;
  }

  public int get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, int value) {
    owned(row).setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers: what is set later they do not see. */
  public IntColumn frozen() {
    return new IntColumn(memory.shared(), size());
  }
}
