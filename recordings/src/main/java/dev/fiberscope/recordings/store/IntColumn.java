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

  /** With so many rows of 0. */
  public static IntColumn sized(Storage storage, int rows) {
    IntColumn column = new IntColumn(storage);
    column.appendUpTo(rows);
    return column;
  }

  public void add(int value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK, value);
  }

  /** Adds the first of many values. */
  void addAll(int[] values, int count) {
    int from = size();
    appendUpTo(from + count);
    for (int done = 0; done < count; ) {
      int row = from + done;
      int part = Math.min(count - done, Pages.MASK + 1 - (row & Pages.MASK));
      long place = (long) (row & Pages.MASK) * Integer.BYTES;
      MemorySegment page = pages[row >>> Pages.SHIFT];
      MemorySegment.copy(values, done, page, ValueLayout.JAVA_INT_UNALIGNED, place, part);
      done += part;
    }
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
