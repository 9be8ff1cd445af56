package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import java.util.ArrayList;
import java.util.List;

/** Wake-ups that events tell of, as long as the fiber has not gone on. */
final class RecordedWakes {
  private final IntArrayList fibers = new IntArrayList();
  private final IntArrayList wakers = new IntArrayList();
  private final LongArrayList times = new LongArrayList();
  private final List<String> reasons = new ArrayList<>();

  void add(int fiber, int waker, long time, String reason) {
    fibers.add(fiber);
    wakers.add(waker);
    times.add(time);
    reasons.add(reason);
  }

  /** Those of each fiber by time. */
  ThreadRows byFiber(Locals locals) {
    return new ThreadRows(locals, fibers, times);
  }

  int waker(int row) {
    return wakers.get(row);
  }

  long time(int row) {
    return times.get(row);
  }

  String reason(int row) {
    return reasons.get(row);
  }

  /**
   * Keeps those of fibers that have not run since: of older ones the first and the last of each.
   *
   * @param old from before this time
   */
  void keepPending(Locals locals, FiberStates states, long old) {
    ThreadRows byFiber = byFiber(locals);
    int kept = 0;
    for (int row = 0; row < fibers.size(); row++) {
      int fiber = fibers.get(row);
      long since = states.start(fiber);
      boolean isPending = times.get(row) >= since;
      if (isPending && (times.get(row) >= old || isFirstOrLast(byFiber, fiber, since, row))) {
        fibers.set(kept, fiber);
        wakers.set(kept, wakers.get(row));
        times.set(kept, times.get(row));
        reasons.set(kept, reasons.get(row));
        kept++;
      }
    }
    fibers.resize(kept);
    wakers.resize(kept);
    times.resize(kept);
    reasons.subList(kept, reasons.size()).clear();
  }

  private static boolean isFirstOrLast(ThreadRows byFiber, int fiber, long since, int row) {
    int first = Math.max(byFiber.first(fiber), byFiber.lastUpTo(fiber, Math.max(0, since) - 1) + 1);
    return row == byFiber.row(first) || row == byFiber.row(byFiber.end(fiber) - 1);
  }
}
