package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
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
  private final IntArrayList waiting = new IntArrayList();
  private final LongArrayList waitingSince = new LongArrayList();
  private final IntArrayList waitingAt = new IntArrayList();
  private int first;

  /** Takes a thread that waits still. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * @param since ns since the session began
     */
    void waits(int thread, long since, int stackTrace);
  }

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

  /**
   * Adds a site where a thread waits still: it holds from then on. Only to the rows of now, to
   * which nothing else is added.
   */
  public void addWaiting(int thread, long since, int stackTrace) {
    waiting.add(thread);
    waitingSince.add(since);
    waitingAt.add(stackTrace);
  }

  /** The sites of each thread by the time they begin. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : thread(row), this::start);
  }

  /** Drops those that had ended by a time, from the first one on. */
  public void dropUpTo(long time) {
    while (first < starts.size() && ends.get(first) <= time) {
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
    return starts.size() + waiting.size();
  }

  private int stillWaiting(int row) {
    return row - starts.size();
  }

  /** Row in the thread table. */
  public int thread(int row) {
    return stillWaiting(row) < 0 ? threads.get(row) : waiting.get(stillWaiting(row));
  }

  public long start(int row) {
    return stillWaiting(row) < 0 ? starts.get(row) : waitingSince.get(stillWaiting(row));
  }

  public long end(int row) {
    return stillWaiting(row) < 0 ? ends.get(row) : Long.MAX_VALUE;
  }

  /** Id in the {@link StackTraceTable}. */
  public int stackTrace(int row) {
    return stillWaiting(row) < 0 ? stackTraces.get(row) : waitingAt.get(stillWaiting(row));
  }
}
