package dev.fiberscope.recordings.store;

import java.util.List;

/**
 * Where threads were in their code: stack traces with the stretch of time each holds for, a wait or
 * the moment of a sample. Only events that were recorded with a stack trace are here.
 */
public final class SiteTable {
  private final IntColumn threads;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn stackTraces;
  private int first;

  public SiteTable(Storage storage) {
    this(
        new IntColumn(storage),
        new LongColumn(storage),
        new LongColumn(storage),
        new IntColumn(storage));
  }

  private SiteTable(IntColumn threads, LongColumn starts, LongColumn ends, IntColumn stackTraces) {
    this.threads = threads;
    this.starts = starts;
    this.ends = ends;
    this.stackTraces = stackTraces;
  }

  /** The rows of now, for readers. */
  public SiteTable frozen() {
    SiteTable frozen =
        new SiteTable(threads.frozen(), starts.frozen(), ends.frozen(), stackTraces.frozen());
    frozen.first = first;
    return frozen;
  }

  /**
   * Adds a site, unless its thread or stack trace was not recorded.
   *
   * @param start ns since the session began; {@code end} likewise, the same for a sample
   */
  public void add(int thread, long start, long end, int stackTrace) {
    if (thread != ThreadTable.NO_THREAD && stackTrace != StackTraceTable.NONE) {
      threads.add(thread);
      starts.add(start);
      ends.add(end);
      stackTraces.add(stackTrace);
    }
  }

  /** The sites of each thread by the time they begin. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : threads.get(row), starts::get);
  }

  /** Drops those that had ended by a time, from the first one on. */
  public void dropUpTo(long time) {
    while (first < count() && ends.get(first) <= time) {
      first++;
    }
    for (Column column : List.of(threads, starts, ends, stackTraces)) {
      column.dropBefore(first);
    }
  }

  /** The first row; those before it were dropped. */
  public int first() {
    return first;
  }

  /** The number behind the last row. */
  public int count() {
    return starts.size();
  }

  /** Row in the thread table. */
  public int thread(int row) {
    return threads.get(row);
  }

  public long start(int row) {
    return starts.get(row);
  }

  public long end(int row) {
    return ends.get(row);
  }

  /** Id in the {@link StackTraceTable}. */
  public int stackTrace(int row) {
    return stackTraces.get(row);
  }
}
