package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.ThreadTable;

/**
 * What one carrier's events have said since its last slice ended: the fiber whose events they are,
 * and from when to when.
 */
final class CarrierRun {
  int fiber = ThreadTable.NO_THREAD;

  /** The last event of the fiber was committed then. */
  long last;

  /** The first sign of the fiber. */
  long first;

  /** When it last tried to yield and could not; {@link Long#MAX_VALUE} if it did not. */
  long yieldFailed = Long.MAX_VALUE;

  private int signsSince;

  /** When the last slice ended. */
  long sliceEnd = Long.MIN_VALUE;

  /** The carrier's own first sign since then; {@link Long#MAX_VALUE} if there is none. */
  long carrierFirst = Long.MAX_VALUE;

  void seen(int thread, long start, long end) {
    long sign = start >= sliceEnd ? start : end;
    if (fiber != thread) {
      fiber = thread;
      first = Math.min(sign, carrierFirst);
      last = end;
      yieldFailed = Long.MAX_VALUE;
    }
    last = Math.max(last, end);
    signsSince++;
  }

  /** A yield of the fiber returned; one that began in this slice has failed. */
  void yielded(long start, long end) {
    if (start >= first && start >= sliceEnd) {
      yieldFailed = end;
      signsSince = 0;
    }
  }

  /**
   * Since when the fiber waits and keeps its carrier, {@link Long#MAX_VALUE} if it does not: behind
   * a failed yield there are two changes of its state, and a third when the wait is over.
   */
  long pinnedSince() {
    return signsSince <= 2 ? yieldFailed : Long.MAX_VALUE;
  }

  void carrierSeen(long time) {
    carrierFirst = Math.min(carrierFirst, time);
  }

  void sliceEnded(long end) {
    fiber = ThreadTable.NO_THREAD;
    yieldFailed = Long.MAX_VALUE;
    carrierFirst = Long.MAX_VALUE;
    sliceEnd = end;
  }
}
