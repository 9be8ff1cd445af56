package dev.fiberscope.recordings.schedule;

import java.util.Arrays;

/**
 * The Java-level events in file order that nobody has made sense of yet: traced methods, starts and
 * ends of fibers, and events that programs define. Their order is what tells which fiber a carrier
 * carried, because the events of a carrier, its own and its fibers', stand together in its JFR
 * buffer.
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
  private static final int KIND_BITS = 4;
  private static final int KIND = (1 << KIND_BITS) - 1;
  private static final int FIRST_ROWS = 1 << 10;

  // Row of the thread and, in the lowest bits, the kind.
  private int[] threads = new int[FIRST_ROWS];
  private long[] starts = new long[FIRST_ROWS];
  private long[] ends = new long[FIRST_ROWS];
  private int count;
  private long latest;

  public void add(Kind kind, int thread, long start, long end) {
    if (count == threads.length) {
      threads = Arrays.copyOf(threads, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    threads[count] = thread << KIND_BITS | kind.ordinal();
    starts[count] = start;
    ends[count++] = end;
    latest = Math.max(latest, end);
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** When the last of all events ended that were ever here. */
  long latest() {
    return latest;
  }

  Kind kind(int row) {
    return KINDS[threads[row] & KIND];
  }

  /** Row in the thread table. */
  int thread(int row) {
    return threads[row] >> KIND_BITS;
  }

  long start(int row) {
    return starts[row];
  }

  /** When the event ended, which is when it was committed. */
  long end(int row) {
    return ends[row];
  }

  /** True if the event lasted at a time. */
  boolean contains(int row, long time) {
    return starts[row] <= time && time <= ends[row];
  }
}
