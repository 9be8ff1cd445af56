package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.Why;

/**
 * Tells how fibers left their carriers: by a yield that returned in their next slice, for a time.
 */
final class Leaving {
  private Leaving() {}

  /** Marks slices by what the log says of their ends and beginnings. */
  static void mark(
      Storage work, Slices slices, SchedulingLog log, WaitLog waits, SortedRows rows, int threads) {
    WaitLog.Reasons reasons = waits.reasons(rows.waitsOf());
    yields(slices, log, rows.slicesOfFiber(), log.yields(work, threads), reasons, threads);
    timers(slices, log, rows.slicesOfCarrier(), log.timers(work, threads), threads);
  }

  private static void yields(
      Slices slices,
      SchedulingLog log,
      RowsByKey ofFiber,
      RowsByKey yields,
      WaitLog.Reasons reasons,
      int threads) {
    for (int fiber = 0; fiber < threads; fiber++) {
      int yield = yields.first(fiber) - 1;
      int end = yields.first(fiber + 1);
      for (int place = ofFiber.first(fiber) + 1; place < ofFiber.first(fiber + 1); place++) {
        long left = slices.end(ofFiber.row(place - 1));
        while (yield + 1 < end && log.start(log.yield(yields.row(yield + 1))) <= left) {
          yield++;
        }
        if (yield >= yields.first(fiber)) {
          int row = log.yield(yields.row(yield));
          if (log.end(row) >= left || log.end(row) >= slices.start(ofFiber.row(place))) {
            slices.yield(ofFiber.row(place), row);
            Why why = reasons.around(fiber, log.start(row), log.end(row));
            if (why == Why.TIMED_PARK || why == Why.SLEEP) {
              slices.markTimed(ofFiber.row(place - 1));
            }
          }
        }
      }
    }
  }

  private static void timers(
      Slices slices, SchedulingLog log, RowsByKey ofCarrier, RowsByKey timers, int threads) {
    for (int carrier = 0; carrier < threads; carrier++) {
      int place = ofCarrier.first(carrier);
      int end = ofCarrier.first(carrier + 1);
      for (int timer = timers.first(carrier); timer < timers.first(carrier + 1); timer++) {
        long time = log.timer(timers.row(timer));
        while (place < end && slices.end(ofCarrier.row(place)) < time) {
          place++;
        }
        if (place < end && slices.start(ofCarrier.row(place)) <= time) {
          slices.markTimed(ofCarrier.row(place));
        }
      }
    }
  }
}
