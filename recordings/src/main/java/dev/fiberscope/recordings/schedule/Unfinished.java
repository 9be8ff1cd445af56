package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ThreadTable;

/**
 * The slices that are not over when a window ends. That a carrier took somebody must be known in
 * the order of time, however long the slice lasts; its event comes when it is over.
 */
final class Unfinished {
  private final Carriers carriers;
  private final FiberStates states;
  private final ThreadTable threads;

  Unfinished(Carriers carriers, FiberStates states, ThreadTable threads) {
    this.carriers = carriers;
    this.states = states;
    this.threads = threads;
  }

  /**
   * Finds the slices that were not over and are: what put their fiber in line is known already.
   *
   * @return what is known of them by row
   */
  IntObjectHashMap<OpenSlice> finished(Slices active) {
    IntObjectHashMap<OpenSlice> finished = new IntObjectHashMap<>();
    for (int row = 0; row < active.count(); row++) {
      Carrier carrier = carriers.of(active.carrier(row));
      OpenSlice open = carrier.open;
      if (open != null && active.end(row) >= open.start()) {
        boolean same =
            active.start(row) <= open.start()
                && (active.fiber(row) == open.fiber() || open.fiber() == ThreadTable.NO_THREAD);
        if (active.start(row) <= open.start()) {
          active.matchLike(row, open.slices, 0);
        }
        if (same && open.fiber() != ThreadTable.NO_THREAD) {
          finished.put(row, open);
        }
        carrier.open = null;
      }
      carrier.lastEnd = Math.max(carrier.lastEnd, active.end(row));
    }
    return finished;
  }

  /**
   * Adds the slices that carriers are in at a time behind the others.
   *
   * @return true if there are any
   */
  boolean add(Slices active, Locals locals, long horizon) {
    boolean added = false;
    for (Carrier carrier : carriers.all()) {
      CarrierRun run = carrier.run;
      boolean known = run.fiber != ThreadTable.NO_THREAD;
      long first = known ? run.first : run.carrierFirst;
      boolean begins =
          carrier.open == null
              && threads.kind(carrier.thread) == ThreadTable.Kind.CARRIER
              && first <= horizon
              && first != Long.MAX_VALUE
              && first > carrier.lastEnd;
      if (begins && !(known && hasGoneOn(active, run))) {
        int row = active.add(carrier.thread, first, Long.MAX_VALUE);
        active.markOpen(row);
        if (known) {
          active.assign(row, run.fiber, Evidence.DERIVED);
          locals.number(run.fiber);
        }
        added = true;
      }
    }
    return added;
  }

  /** Marks the submits that put their fibers in line. */
  void markNeeded(boolean[] needed) {
    for (Carrier carrier : carriers.all()) {
      if (carrier.open != null && carrier.open.slices.submit(0) != Submits.NONE) {
        needed[carrier.open.slices.submit(0)] = true;
      }
    }
  }

  /** Ends the window: submits have other rows from now on. */
  void endWindow(int[] newRows) {
    for (Carrier carrier : carriers.all()) {
      if (carrier.open != null && carrier.open.slices.submit(0) != Submits.NONE) {
        carrier.open.slices.submit(0, newRows[carrier.open.slices.submit(0)]);
      }
    }
  }

  private boolean hasGoneOn(Slices active, CarrierRun run) {
    boolean since = threads.end(run.fiber) >= run.first || states.end(run.fiber) >= run.last;
    for (int row = 0; row < active.count() && !since; row++) {
      since = active.fiber(row) == run.fiber && active.end(row) >= run.last;
    }
    return since;
  }
}
