package dev.fiberscope.recordings.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Shorts by row, appended one by one. */
public final class ShortColumn extends Column {
  public ShortColumn(Storage storage) {
    this(new Pages(storage, Short.BYTES), 0);
  }

  private ShortColumn(Pages memory, int size) {
    super(memory, size);
  }

  /** With so many rows of 0, and never more. */
  public static ShortColumn sized(Storage storage, int rows) {
    ShortColumn column = new ShortColumn(storage);
    column.fill(rows);
    return column;
  }

  public void add(short value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(
        ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK, value);
  }

  /** With the first of many values, and never more. */
  static ShortColumn of(Storage storage, short[] values, int count) {
    ShortColumn column = sized(storage, count);
    for (int from = 0; from < count; from += Pages.MASK + 1) {
      int part = Math.min(count - from, Pages.MASK + 1);
      MemorySegment page = column.pages[from >>> Pages.SHIFT];
      MemorySegment.copy(values, from, page, ValueLayout.JAVA_SHORT_UNALIGNED, 0, part);
    }
    return column;
  }

  public short get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(
        ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, short value) {
    owned(row).setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers: what is set later they do not see. */
  public ShortColumn frozen() {
    return new ShortColumn(memory.shared(), size());
  }
}
