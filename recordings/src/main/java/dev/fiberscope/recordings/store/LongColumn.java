package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Longs by row, appended one by one. */
public final class LongColumn extends Column {
  public LongColumn(Storage storage) {
    this(new Pages(storage, Long.BYTES), 0);
  }

  private LongColumn(Pages memory, int size) {
    super(memory, size);
  }

  /** With so many rows of 0, and never more. */
  public static LongColumn sized(Storage storage, int rows) {
    LongColumn column = new LongColumn(storage);
    column.fill(rows);
    return column;
  }

  public void add(long value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK, value);
  }

  /** With the first of many values, and never more. */
  static LongColumn of(Storage storage, long[] values, int count) {
    LongColumn column = sized(storage, count);
    for (int from = 0; from < count; from += Pages.MASK + 1) {
      int part = Math.min(count - from, Pages.MASK + 1);
      MemorySegment page = column.pages[from >>> Pages.SHIFT];
      MemorySegment.copy(values, from, page, ValueLayout.JAVA_LONG_UNALIGNED, 0, part);
    }
    return column;
  }

  public long get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, long value) {
    owned(row).setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers: what is set later they do not see. */
  public LongColumn frozen() {
    return new LongColumn(memory.shared(), size());
  }
}
