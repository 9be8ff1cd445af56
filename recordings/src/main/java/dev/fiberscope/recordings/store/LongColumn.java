package dev.fiberscope.recordings.store;

import java.lang.foreign.ValueLayout;

/** Longs by row, appended one by one. */
public final class LongColumn extends Column {
  public LongColumn(Storage storage) {
    this(new Pages(storage, Long.BYTES), 0);
  }

  private LongColumn(Pages memory, int size) {
    super(memory, size);
  }

  public void add(long value) {
    set(append(), value);
  }

  /** Adds all rows of another column. */
  void addAll(LongColumn others) {
    for (int row = 0; row < others.size(); row++) {
      add(others.get(row));
    }
  }

  public long get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, long value) {
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers; for columns whose rows are never set again. */
  public LongColumn frozen() {
    return new LongColumn(memory.shared(), size());
  }

  /** The rows and values of now, elsewhere. */
  public LongColumn copyTo(Storage target) {
    return new LongColumn(memory.copyTo(target), size());
  }
}
