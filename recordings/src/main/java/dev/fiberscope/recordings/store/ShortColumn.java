package dev.fiberscope.recordings.store;

import java.lang.foreign.ValueLayout;

/** Shorts by row, appended one by one. */
public final class ShortColumn extends Column {
  public ShortColumn(Storage storage) {
    this(new Pages(storage, Short.BYTES), 0);
  }

  private ShortColumn(Pages memory, int size) {
    super(memory, size);
  }

  public void add(short value) {
    set(append(), value);
  }

  /** Adds all rows of another column. */
  void addAll(ShortColumn others) {
    for (int row = 0; row < others.size(); row++) {
      add(others.get(row));
    }
  }

  public short get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(
        ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, short value) {
    pages[row >>> Pages.SHIFT].setAtIndex(
        ValueLayout.JAVA_SHORT_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers; for columns whose rows are never set again. */
  public ShortColumn frozen() {
    return new ShortColumn(memory.shared(), size());
  }

  /** The rows and values of now, elsewhere. */
  public ShortColumn copyTo(Storage target) {
    return new ShortColumn(memory.copyTo(target), size());
  }
}
