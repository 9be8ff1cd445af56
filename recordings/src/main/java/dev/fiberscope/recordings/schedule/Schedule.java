package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;

/**
 * What the events of scheduling mean: who was on which carrier when, what each fiber did in
 * between, and who woke whom.
 *
 * @param slices how many mount slices there are
 * @param unmatched how many of them are of an unknown fiber
 * @param withdrawn how many were taken from a fiber that would have been on two carriers at once
 * @param neverRan how many fibers had been started and had not run by the end
 */
public record Schedule(
    SpanTable spans,
    WakeTable wakes,
    QueueLengths queueLengths,
    long slices,
    long unmatched,
    long withdrawn,
    long neverRan) {
  /**
   * Derives it.
   *
   * @param work for what is needed meanwhile
   * @param target where the result is kept
   * @param threads of which starts are told more exactly
   * @param ownSlices slices on carriers of the engine's own
   * @param recorded wake-ups that events tell of
   * @param sessionEnd when the last thing recorded ended
   */
  public static Schedule derive(
      Storage work,
      Storage target,
      SchedulingLog log,
      WaitLog waits,
      ThreadTable threads,
      PinTable pins,
      Slices ownSlices,
      WakeTable recorded,
      long sessionEnd) {
    SliceMatcher matcher = SliceMatcher.match(work, log, waits, threads, sessionEnd);
    Slices slices = matcher.slices();
    SortedRows rows = SortedRows.of(work, slices, waits, threads.count());
    Leaving.mark(work, slices, log, waits, rows, threads.count());
    Wakes wakes =
        WakeMatcher.match(work, log, slices, matcher.submits(), waits, rows, threads, sessionEnd);
    long unmatched = slices.unmatched();
    if (ownSlices.count() > 0) {
      slices.addAll(ownSlices);
      rows = rows.withSlices(slices, threads.count());
    }
    StateDeriver.Derived derived =
        new StateDeriver(work, slices, log, threads, pins, wakes, recorded, waits, rows, sessionEnd)
            .derive(target);
    return new Schedule(
        derived.spans(),
        derived.wakes(),
        wakes.lengths(),
        slices.count(),
        unmatched,
        slices.withdrawn(),
        wakes.neverRan());
  }
}
