package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;

/** What Fiberscope's agent recorded of the scheduler, as long as it is not settled. */
public final class ExactLog {
  /** What an event tells. */
  public enum Kind {
    /** A carrier is about to mount a fiber. */
    BEGIN,
    /** A carrier has unmounted a fiber; the detail is the state that it left in. */
    END,
    /** A fiber was put in line; the detail is the method that did so. */
    RUNNABLE,
    /** Somebody lets a fiber go on, which may not have parked yet. */
    UNPARK,
    /** A fiber parks and keeps its carrier. */
    PINNED,
    /** A fiber is about to leave its carrier; the detail is its stack trace. */
    WAITS
  }

  private static final Kind[] KINDS = Kind.values();

  private final ByteArrayList kinds = new ByteArrayList();
  private final IntArrayList threads = new IntArrayList();
  private final IntArrayList fibers = new IntArrayList();
  private final LongArrayList times = new LongArrayList();
  private final IntArrayList details = new IntArrayList();

  /**
   * Adds an event.
   *
   * @param thread row of who says so
   * @param fiber row of whom it is said
   * @param detail a number that {@link ExactNames} knows
   */
  public void add(Kind kind, int thread, int fiber, long time, int detail) {
    kinds.add((byte) kind.ordinal());
    threads.add(thread);
    fibers.add(fiber);
    times.add(time);
    details.add(detail);
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  Kind kind(int row) {
    return KINDS[kinds.get(row)];
  }

  int thread(int row) {
    return threads.get(row);
  }

  int fiber(int row) {
    return fibers.get(row);
  }

  long time(int row) {
    return times.get(row);
  }

  int detail(int row) {
    return details.get(row);
  }

  /** The rows up to a time in the order of time; of one thread in the order of the file. */
  int[] upTo(long time) {
    return TimeOrder.of(times, time);
  }

  /** Drops what was up to a time. */
  void dropUpTo(long time) {
    int kept = 0;
    for (int row = 0; row < times.size(); row++) {
      if (times.get(row) > time) {
        kinds.set(kept, kinds.get(row));
        threads.set(kept, threads.get(row));
        fibers.set(kept, fibers.get(row));
        times.set(kept, times.get(row));
        details.set(kept++, details.get(row));
      }
    }
    kinds.resize(kept);
    threads.resize(kept);
    fibers.resize(kept);
    times.resize(kept);
    details.resize(kept);
  }
}
