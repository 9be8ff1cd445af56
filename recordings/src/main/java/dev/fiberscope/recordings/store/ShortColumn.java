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

  /** With so many rows of 0. */
  public static ShortColumn sized(Storage storage, int rows) {
    ShortColumn column = new ShortColumn(storage);
    column.appendUpTo(rows);
    return column;
  }

  public void add(short value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(
        ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK, value);
  }

  /** Adds the first of many values. */
  void addAll(short[] values, int count) {
    int from = size();
    appendUpTo(from + count);
    for (int done = 0; done < count; ) {
      int row = from + done;
      int part = Math.min(count - done, Pages.MASK + 1 - (row & Pages.MASK));
      long place = (long) (row & Pages.MASK) * Short.BYTES;
      MemorySegment page = pages[row >>> Pages.SHIFT];
      MemorySegment.copy(values, done, page, ValueLayout.JAVA_SHORT_UNALIGNED, place, part);
      done += part;
    }
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
