package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;
import java.util.List;

/** What threads did with thread-locals, where that was recorded, at levels full and deepest. */
public final class ThreadLocalTable {
  /** What was done. */
  public enum Use {
    /** A value was put. */
    SET,
    /** The value was asked for. */
    GET,
    /** The first value was made, within a {@link #GET}. */
    INITIAL,
    REMOVE,
    /** The values of the parent were copied to a thread that was made, all of them at once. */
    INHERIT,
    /** One value of the parent was copied. */
    COPY,
    /** No use: a thread of a pool begins its next task, which is not to see values of the last. */
    TASK
  }

  /** Of a thread-local whose identity was not recorded. */
  public static final int UNKNOWN = 0;

  private static final Use[] USES = Use.values();

  private final IntColumn threads;
  private final LongColumn starts;
  private final LongColumn ends;
  private final ShortColumn uses;
  private final IntColumn stackTraces;
  private final IntColumn variables;
  // By stack trace: bytes of samples within the making of a first value.
  private final IntLongHashMap allocated;
  private int first;

  public ThreadLocalTable(Storage storage) {
    this(
        new IntColumn(storage),
        new LongColumn(storage),
        new LongColumn(storage),
        new ShortColumn(storage),
        new IntColumn(storage),
        new IntColumn(storage),
        new IntLongHashMap());
  }

  private ThreadLocalTable(
      IntColumn threads,
      LongColumn starts,
      LongColumn ends,
      ShortColumn uses,
      IntColumn stackTraces,
      IntColumn variables,
      IntLongHashMap allocated) {
    this.threads = threads;
    this.starts = starts;
    this.ends = ends;
    this.uses = uses;
    this.stackTraces = stackTraces;
    this.variables = variables;
    this.allocated = allocated;
  }

  /** The rows of now, for readers. */
  public ThreadLocalTable frozen() {
    ThreadLocalTable frozen =
        new ThreadLocalTable(
            threads.frozen(),
            starts.frozen(),
            ends.frozen(),
            uses.frozen(),
            stackTraces.frozen(),
            variables.frozen(),
            allocated.clone());
    frozen.first = first;
    return frozen;
  }

  /**
   * Adds a use.
   *
   * @param start ns since the session began; {@code end} likewise
   * @param variable its identity hash code, or {@link #UNKNOWN}
   */
  public void add(int thread, long start, long end, Use use, int stackTrace, int variable) {
    threads.add(thread);
    starts.add(start);
    ends.add(end);
    uses.add((short) use.ordinal());
    stackTraces.add(stackTrace);
    variables.add(variable);
  }

  /** Tells that a sample within the making of a first value stands for so many bytes. */
  public void allocated(int stackTrace, long bytes) {
    allocated.addTo(stackTrace, bytes);
  }

  /** Bytes that samples with a stack trace stand for, all together; 0 if there were none. */
  public IntLongHashMap allocated() {
    return allocated;
  }

  /** The uses of each thread by the time they begin. */
  public RowsByKey byThread(Storage storage, int threadCount) {
    return new RowsByKey(
        storage, threadCount, count(), row -> row < first ? -1 : threads.get(row), starts::get);
  }

  /** Drops those that had ended by a time, from the first one on. */
  public void dropUpTo(long time) {
    while (first < count() && ends.get(first) <= time) {
      first++;
    }
    for (Column column : List.of(threads, starts, ends, uses, stackTraces, variables)) {
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

  /** Row in the thread table: the fiber, or the carrier where the engine's own carry. */
  public int thread(int row) {
    return threads.get(row);
  }

  public long start(int row) {
    return starts.get(row);
  }

  public long end(int row) {
    return ends.get(row);
  }

  public Use use(int row) {
    return USES[uses.get(row)];
  }

  /** The thread-local's identity hash code, or {@link #UNKNOWN}. */
  public int variable(int row) {
    return variables.get(row);
  }

  /** Id in the {@link StackTraceTable}. */
  public int stackTrace(int row) {
    return stackTraces.get(row);
  }
}
