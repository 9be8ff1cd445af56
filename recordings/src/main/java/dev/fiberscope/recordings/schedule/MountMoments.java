package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.ThreadTable;

/** Moments at which fibers were mounted for sure: their events began or ended then. */
final class MountMoments {
  /** Takes moments. */
  @FunctionalInterface
  interface Taker {
    void at(int fiber, long time);
  }

  private final SchedulingLog log;
  private final WaitLog waits;
  private final ThreadTable threads;
  // Of the window before, in slices that it did not settle.
  private final IntArrayList fibers = new IntArrayList();
  private final LongArrayList times = new LongArrayList();

  MountMoments(SchedulingLog log, WaitLog waits, ThreadTable threads) {
    this.log = log;
    this.waits = waits;
    this.threads = threads;
  }

  /** Tells all of the window that lie in slices, some of them twice. */
  void forEachIn(OpenSlices slices, Taker taker) {
    for (int i = 0; i < times.size(); i++) {
      tell(slices, fibers.get(i), times.get(i), taker);
    }
    for (int row = 0; row < log.count(); row++) {
      tell(slices, log.thread(row), log.end(row), taker);
      if (log.start(row) < log.end(row)) {
        tell(slices, log.thread(row), log.start(row), taker);
      }
    }
    for (int row = 0; row < waits.count(); row++) {
      tell(slices, waits.fiber(row), waits.start(row), taker);
      tell(slices, waits.fiber(row), waits.end(row), taker);
    }
  }

  private void tell(OpenSlices slices, int thread, long time, Taker taker) {
    // Few moments lie in one, so that is asked first.
    if (slices.mayBeAt(time) && isFiber(thread) && slices.isAt(time)) {
      taker.at(thread, time);
    }
  }

  private boolean isFiber(int thread) {
    return threads.kind(thread) == ThreadTable.Kind.FIBER;
  }

  /** Keeps those behind a time for slices that are not settled, if some of those need them. */
  void keep(long time, Slices unsettled) {
    fibers.clear();
    times.clear();
    boolean wanted = false;
    for (int row = 0; row < unsettled.count(); row++) {
      wanted |= !unsettled.assigned(row);
    }
    if (wanted) {
      for (int row = 0; row < log.count(); row++) {
        if (log.end(row) > time && isFiber(log.thread(row))) {
          keep(log.thread(row), log.end(row));
          if (log.start(row) > time && log.start(row) < log.end(row)) {
            keep(log.thread(row), log.start(row));
          }
        }
      }
    }
  }

  private void keep(int fiber, long time) {
    fibers.add(fiber);
    times.add(time);
  }
}
