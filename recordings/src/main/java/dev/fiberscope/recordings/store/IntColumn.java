package dev.fiberscope.recordings.store;

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
    set(append(), value);
  }

  /** Adds all rows of another column. */
  void addAll(IntColumn others) {
    for (int row = 0; row < others.size(); row++) {
      add(others.get(row));
    }
  }

  public int get(int row) {
    return pages[row >>> Pages.SHIFT].getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK);
  }

  public void set(int row, int value) {
    pages[row >>> Pages.SHIFT].setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row & Pages.MASK, value);
  }

  /** The rows of now, for readers; for columns whose rows are never set again. */
  public IntColumn frozen() {
    return new IntColumn(memory.shared(), size());
  }

  /** The rows and values of now, elsewhere. */
  public IntColumn copyTo(Storage target) {
    return new IntColumn(memory.copyTo(target), size());
  }
}
