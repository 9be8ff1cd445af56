package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.Why;

/**
 * Tells how fibers left their carriers: by a yield that returned in their next slice, for a time.
 */
final class Leaving {
  private final Slices slices;
  private final ThreadRows ofFiber;
  private final FiberStates states;

  /**
   * @param states as they were before the window
   */
  Leaving(Slices slices, ThreadRows ofFiber, FiberStates states) {
    this.slices = slices;
    this.ofFiber = ofFiber;
    this.states = states;
  }

  /**
   * Marks slices in which a carrier began to time the wait of who left it.
   *
   * @param carriers of each time
   */
  void timers(ThreadRows ofCarrier, IntArrayList carriers, LongArrayList times) {
    for (int i = 0; i < times.size(); i++) {
      int place = ofCarrier.lastUpTo(carriers.get(i), times.get(i));
      if (place >= ofCarrier.first(carriers.get(i))
          && slices.end(ofCarrier.row(place)) >= times.get(i)) {
        slices.markLeavesTimed(ofCarrier.row(place));
      }
    }
  }

  /** Tells each slice of the yield that returned in it, and whether that waited for a time. */
  void yields(
      Locals locals,
      IntArrayList fibers,
      LongArrayList starts,
      LongArrayList ends,
      WaitLog.Reasons reasons) {
    ThreadRows yields = new ThreadRows(locals, fibers, starts);
    for (int number = 0; number < locals.count(); number++) {
      int fiber = locals.thread(number);
      int first = ofFiber.first(fiber);
      for (int place = first; place < ofFiber.end(fiber); place++) {
        int row = ofFiber.row(place);
        long left = place > first ? slices.end(ofFiber.row(place - 1)) : states.end(fiber);
        if (left == FiberStates.NONE) {
          continue;
        }
        boolean timed =
            place > first ? slices.leavesTimed(ofFiber.row(place - 1)) : states.isTimed(fiber);
        int last = yields.lastUpTo(fiber, left);
        if (last >= yields.first(fiber)) {
          int yield = yields.row(last);
          if (ends.get(yield) >= left || ends.get(yield) >= slices.start(row)) {
            slices.yield(row, starts.get(yield), ends.get(yield));
            Why why = reasons.around(fiber, starts.get(yield), ends.get(yield));
            timed |= why == Why.TIMED_PARK || why == Why.SLEEP;
          }
        }
        if (timed) {
          slices.markAfterTimed(row);
        }
      }
    }
  }
}
