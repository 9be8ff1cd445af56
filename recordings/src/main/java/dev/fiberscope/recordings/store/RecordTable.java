package dev.fiberscope.recordings.store;

/** Rows that are few, so they are kept as records. */
public final class RecordTable<T> {
  private final ObjectColumn<T> rows;

  public RecordTable() {
    this(new ObjectColumn<>());
  }

  private RecordTable(ObjectColumn<T> rows) {
    this.rows = rows;
  }

  /** The rows of now, for readers. */
  public RecordTable<T> frozen() {
    return new RecordTable<>(rows.frozen());
  }

  public void add(T row) {
    rows.add(row);
  }

  public int count() {
    return rows.size();
  }

  public T get(int row) {
    return rows.get(row);
  }
}
