package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;

/**
 * Every time a fiber was put in line for a carrier: by whom, where and when. Which fiber it was, no
 * event says. Of calls within calls only the outermost is here.
 */
final class Submits {
  static final int NONE = -1;

  private static final int NESTED = 1 << 8;
  private static final int INNER = 1 << 9;
  private static final Kind[] KINDS = Kind.values();

  private final SchedulingLog log;
  private final IntColumn rows;
  private final IntColumn places;
  private final IntColumn flags;

  Submits(Storage storage, SchedulingLog log) {
    this.log = log;
    rows = new IntColumn(storage);
    places = new IntColumn(storage);
    flags = new IntColumn(storage);
  }

  /**
   * @param row in the log
   * @param place the platform thread that it happened on, or {@link ThreadTable#NO_THREAD}
   * @param nested true if it called another submit
   */
  void add(int row, int place, boolean nested) {
    rows.add(row);
    places.add(place);
    flags.add(log.kind(row).ordinal() | (nested ? NESTED : 0));
  }

  static boolean isSubmit(Kind kind) {
    return kind == Kind.SUBMIT
        || kind == Kind.SUBMIT_LAZILY
        || kind == Kind.SUBMIT_OUTSIDE
        || kind == Kind.START;
  }

  int count() {
    return rows.size();
  }

  /** Who put the fiber in line: another fiber, a platform thread or a carrier. */
  int thread(int submit) {
    return log.thread(rows.get(submit));
  }

  /** The platform thread that it happened on. */
  int place(int submit) {
    return places.get(submit);
  }

  void place(int submit, int thread) {
    places.set(submit, thread);
  }

  long time(int submit) {
    return log.start(rows.get(submit));
  }

  long end(int submit) {
    return log.end(rows.get(submit));
  }

  Kind kind(int submit) {
    return KINDS[flags.get(submit) & 0xff];
  }

  /**
   * True if the carrier had nobody else in its own line: {@code VirtualThread} of JDK 25 asks that
   * before it submits lazily, or outside after a yield.
   */
  boolean tellsEmpty(int submit) {
    Kind kind = kind(submit);
    return kind == Kind.SUBMIT_OUTSIDE
        || kind == Kind.SUBMIT_LAZILY && (flags.get(submit) & NESTED) == 0;
  }

  /** True if it goes to a line outside of the carrier's own, wherever it is made. */
  boolean isOutside(int submit) {
    Kind kind = kind(submit);
    return kind == Kind.SUBMIT_OUTSIDE || kind == Kind.START;
  }

  /** Tells where those submits happened of which the file order did not. */
  void settlePlaces(Slices slices, RowsByKey ofFiber, ThreadTable threads) {
    for (int submit = 0; submit < count(); submit++) {
      if (places.get(submit) == ThreadTable.NO_THREAD) {
        int thread = thread(submit);
        if (threads.kind(thread) == ThreadTable.Kind.FIBER) {
          int place = ofFiber.lastUpTo(thread, time(submit));
          boolean known =
              place >= ofFiber.first(thread) && slices.end(ofFiber.row(place)) >= time(submit);
          // Where nothing tells, it is a line of its own.
          thread = known ? slices.carrier(ofFiber.row(place)) : thread;
        }
        places.set(submit, thread);
      }
    }
  }

  /** The submits of each platform thread by time. */
  RowsByKey byPlace(Storage storage, int threads) {
    RowsByKey rows = new RowsByKey(storage, threads, count(), places::get, this::time);
    for (int place = 0; place < threads; place++) {
      int outer = -1;
      for (int i = rows.first(place); i < rows.first(place + 1); i++) {
        int submit = rows.row(i);
        if (outer >= 0 && thread(outer) == thread(submit) && end(submit) <= end(outer)) {
          // Their buffers were written apart.
          flags.set(submit, flags.get(submit) | INNER);
          flags.set(outer, flags.get(outer) | NESTED);
        } else {
          outer = submit;
        }
      }
    }
    return rows;
  }

  boolean isStart(int submit) {
    return kind(submit) == Kind.START && !isInner(submit);
  }

  /** True if it was made by another one that is here too. */
  boolean isInner(int submit) {
    return (flags.get(submit) & INNER) != 0;
  }
}
