package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;

/**
 * Slices and waits by thread and time, sorted once for all that ask.
 *
 * @param slicesOfFiber the slices of each fiber
 * @param slicesOfCarrier the slices of each carrier
 * @param waitsOf the waits of each thread
 */
record SortedRows(RowsByKey slicesOfFiber, RowsByKey slicesOfCarrier, RowsByKey waitsOf) {
  static SortedRows of(Storage work, Slices slices, WaitLog waits, int threads) {
    try (Meanwhile<RowsByKey> ofFiber = Meanwhile.start(() -> slices.byFiber(threads))) {
      RowsByKey ofCarrier = slices.byCarrier(threads);
      RowsByKey waitsOf = waits.byFiber(work, threads);
      return new SortedRows(ofFiber.result(), ofCarrier, waitsOf);
    }
  }

  /** The same after slices were added. */
  SortedRows withSlices(Slices slices, int threads) {
    return new SortedRows(slices.byFiber(threads), slices.byCarrier(threads), waitsOf);
  }
}
