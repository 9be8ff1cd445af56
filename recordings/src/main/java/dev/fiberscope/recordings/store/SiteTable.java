package dev.fiberscope.recordings.store;

/**
 * Where threads were in their code: stack traces with the stretch of time each holds for, a wait or
 * the moment of a sample. Only events that were recorded with a stack trace are here.
 */
public final class SiteTable {
  private final IntColumn threads;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn stackTraces;

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
    return new SiteTable(threads.frozen(), starts.frozen(), ends.frozen(), stackTraces.frozen());
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
    return new RowsByKey(storage, threadCount, count(), threads::get, starts::get);
  }

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
