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

  /** With so many rows of 0. */
  public static LongColumn sized(Storage storage, int rows) {
    LongColumn column = new LongColumn(storage);
    column.appendUpTo(rows);
    return column;
  }

  public void add(long value) {
    int row = append();
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK, value);
  }

  /** Adds the first of many values. */
  void addAll(long[] values, int count) {
    int from = size();
    appendUpTo(from + count);
    for (int done = 0; done < count; ) {
      int row = from + done;
      int part = Math.min(count - done, Pages.MASK + 1 - (row & Pages.MASK));
      long place = (long) (row & Pages.MASK) * Long.BYTES;
      MemorySegment page = pages[row >>> Pages.SHIFT];
      MemorySegment.copy(values, done, page, ValueLayout.JAVA_LONG_UNALIGNED, place, part);
      done += part;
    }
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
