package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.RowsByKey;

/**
 * Since when every carrier was held. Timers of JDK 25 are tasks of the same scheduler: while no
 * carrier is free, waits that are over go on.
 */
final class HeldCarriers {
  private final Slices slices;
  private final RowsByKey ofCarrier;
  private final int threads;

  HeldCarriers(Slices slices, RowsByKey ofCarrier, int threads) {
    this.slices = slices;
    this.ofCarrier = ofCarrier;
    this.threads = threads;
  }

  /**
   * Since when nobody could have run a timer that a carrier ran at a time; that time itself if
   * somebody could.
   */
  long since(int carrier, long time) {
    int place = ofCarrier.lastUpTo(carrier, time);
    if (place < ofCarrier.first(carrier)) {
      return time;
    }
    long end = slices.end(ofCarrier.row(place));
    long before = Math.min(end, time) - 1;
    return Math.min(time, allSince(before, time));
  }

  /** Since when no carrier was free at the end of the session. */
  long sinceAtEnd(long sessionEnd) {
    return allSince(sessionEnd - 1, sessionEnd);
  }

  private long allSince(long at, long none) {
    long since = Long.MIN_VALUE;
    for (int carrier = 0; carrier < threads; carrier++) {
      if (ofCarrier.first(carrier) < ofCarrier.first(carrier + 1)) {
        int place = ofCarrier.lastUpTo(carrier, at);
        if (place >= ofCarrier.first(carrier)) {
          int slice = ofCarrier.row(place);
          if (slices.end(slice) < at) {
            return none;
          }
          since = Math.max(since, slices.start(slice));
        }
      }
    }
    return since == Long.MIN_VALUE ? none : since;
  }
}
