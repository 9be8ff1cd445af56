package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.IntLongHashMap;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;

/**
 * The Java-level events in file order: traced methods, starts and ends of fibers, and events that
 * programs define. Their order is what tells which fiber a carrier carried, because the events of a
 * carrier, its own and its fibers', stand together in its JFR buffer.
 */
final class SchedulingLog {
  /** What an event means to scheduling. */
  enum Kind {
    /** {@code runContinuation} on a carrier: a mount slice. */
    SLICE,
    /** {@code yieldContinuation} on a fiber, from before the unmount until after the next mount. */
    YIELD,
    /** Anything else that shows where its thread was. */
    OTHER
  }

  private static final Kind[] KINDS = Kind.values();

  private static final int LONG = Integer.MIN_VALUE;
  private static final int KIND_BITS = 2;
  private static final int KIND = (1 << KIND_BITS) - 1;

  // Row of the thread and, in the lowest bits, the kind.
  private final IntColumn threads;
  // Ends and, to save room, how long before that they started; the rest is in a map.
  private final LongColumn ends;
  private final IntColumn durations;
  private final IntLongHashMap longDurations = new IntLongHashMap();
  private final IntColumn yields;

  SchedulingLog(Storage storage) {
    threads = new IntColumn(storage);
    ends = new LongColumn(storage);
    durations = new IntColumn(storage);
    yields = new IntColumn(storage);
  }

  void add(Kind kind, int thread, long start, long end) {
    if (kind == Kind.YIELD) {
      yields.add(threads.size());
    }
    threads.add(thread << KIND_BITS | kind.ordinal());
    ends.add(end);
    long duration = end - start;
    boolean isShort = duration == (int) duration && duration != LONG;
    if (!isShort) {
      longDurations.put(durations.size(), duration);
    }
    durations.add(isShort ? (int) duration : LONG);
  }

  /** The yields of each fiber by the time they begin; its rows are those of {@link #yield}. */
  RowsByKey yields(Storage temporary, int threadCount) {
    return new RowsByKey(
        temporary,
        threadCount,
        yields.size(),
        yield -> thread(yields.get(yield)),
        yield -> start(yields.get(yield)));
  }

  /** The row of a yield. */
  int yield(int number) {
    return yields.get(number);
  }

  int count() {
    return threads.size();
  }

  Kind kind(int row) {
    return KINDS[threads.get(row) & KIND];
  }

  /** Row in the thread table. */
  int thread(int row) {
    return threads.get(row) >> KIND_BITS;
  }

  long start(int row) {
    int duration = durations.get(row);
    return ends.get(row) - (duration == LONG ? longDurations.get(row) : duration);
  }

  /** When the event ended, which is when it was committed. */
  long end(int row) {
    return ends.get(row);
  }

  /** True if the event lasted at a time. */
  boolean contains(int row, long time) {
    return start(row) <= time && time <= ends.get(row);
  }
}
