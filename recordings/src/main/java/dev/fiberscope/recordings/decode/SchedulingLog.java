package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;

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

  private final IntColumn kinds = new IntColumn();
  private final IntColumn threads = new IntColumn();
  private final LongColumn starts = new LongColumn();
  private final LongColumn ends = new LongColumn();

  void add(Kind kind, int thread, long start, long end) {
    kinds.add(kind.ordinal());
    threads.add(thread);
    starts.add(start);
    ends.add(end);
  }

  int count() {
    return threads.size();
  }

  Kind kind(int row) {
    return KINDS[kinds.get(row)];
  }

  /** Row in the thread table. */
  int thread(int row) {
    return threads.get(row);
  }

  long start(int row) {
    return starts.get(row);
  }

  /** When the event ended, which is when it was committed. */
  long end(int row) {
    return ends.get(row);
  }
}
