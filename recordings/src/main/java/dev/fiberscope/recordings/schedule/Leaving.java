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
      int end = ofFiber.end(fiber);
      int nextYield = yields.first(fiber);
      long left = states.end(fiber);
      boolean timed = states.isTimed(fiber);
      for (int place = first; place < end; place++) {
        int row = ofFiber.row(place);
        // The slice before may end after this one began, even after the next yield did.
        long before = Math.min(left, slices.start(row));
        while (nextYield < yields.end(fiber) && starts.get(yields.row(nextYield)) <= before) {
          nextYield++;
        }
        if (left != FiberStates.NONE) {
          if (nextYield > yields.first(fiber)) {
            int yield = yields.row(nextYield - 1);
            long returned = ends.get(yield);
            if (returned >= left || returned >= slices.start(row)) {
              Why why = reasons.around(fiber, starts.get(yield), returned);
              slices.yield(row, starts.get(yield), returned, why, reasons.due());
              timed |= why == Why.TIMED_PARK || why == Why.SLEEP;
            }
          }
          if (timed) {
            slices.markAfterTimed(row);
          }
        }
        left = slices.end(row);
        timed = slices.leavesTimed(row);
      }
    }
  }
}
