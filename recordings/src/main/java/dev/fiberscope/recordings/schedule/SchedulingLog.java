package dev.fiberscope.recordings.schedule;

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
public final class SchedulingLog {
  /** What an event means to scheduling. */
  public enum Kind {
    /** {@code runContinuation} on a carrier: a mount slice. */
    SLICE,
    /** {@code yieldContinuation} on a fiber, from before the unmount until after the next mount. */
    YIELD,
    /** {@code externalSubmitRunContinuationOrThrow}: a fiber was started. */
    START,
    /**
     * {@code lazySubmitRunContinuation}: woken on a carrier, by a timer or while it was leaving.
     */
    SUBMIT_LAZILY,
    /** {@code externalSubmitRunContinuation}: it yielded, and nobody else was in line there. */
    SUBMIT_OUTSIDE,
    /** {@code submitRunContinuation}: woken. */
    SUBMIT,
    /** {@code schedule} on a carrier: the fiber that just left it waits for a time at most. */
    TIMER,
    /** A constructor: a fiber was made, which has the next id. */
    CREATE,
    /** {@code mount} on a carrier: a slice begins. */
    MOUNT,
    /** Anything else that shows where its thread was. */
    OTHER
  }

  private static final Kind[] KINDS = Kind.values();

  private static final int LONG = Integer.MIN_VALUE;
  private static final int KIND_BITS = 4;
  private static final int KIND = (1 << KIND_BITS) - 1;

  // Row of the thread and, in the lowest bits, the kind.
  private final IntColumn threads;
  // Ends and, to save room, how long before that they started; the rest is in a map.
  private final LongColumn ends;
  private final IntColumn durations;
  private final IntLongHashMap longDurations = new IntLongHashMap();
  private final IntColumn yields;
  private final IntColumn timers;
  private final IntColumn creates;

  public SchedulingLog(Storage storage) {
    threads = new IntColumn(storage);
    ends = new LongColumn(storage);
    durations = new IntColumn(storage);
    yields = new IntColumn(storage);
    timers = new IntColumn(storage);
    creates = new IntColumn(storage);
  }

  public void add(Kind kind, int thread, long start, long end) {
    if (kind == Kind.YIELD) {
      yields.add(threads.size());
    }
    if (kind == Kind.TIMER) {
      timers.add(threads.size());
    }
    if (kind == Kind.CREATE) {
      creates.add(threads.size());
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

  /** When carriers began to time the wait of the fiber that had just left them. */
  RowsByKey timers(Storage temporary, int threadCount) {
    return new RowsByKey(
        temporary,
        threadCount,
        timers.size(),
        timer -> thread(timers.get(timer)),
        timer -> start(timers.get(timer)));
  }

  /** When threads made fibers. */
  RowsByKey creates(Storage temporary, int threadCount) {
    return new RowsByKey(
        temporary,
        threadCount,
        creates.size(),
        create -> thread(creates.get(create)),
        create -> start(creates.get(create)));
  }

  long create(int number) {
    return start(creates.get(number));
  }

  /** When a carrier began to time a wait. */
  long timer(int number) {
    return start(timers.get(number));
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
