package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.threads.SchedulerState;

/**
 * Notices, once, when all carriers have held the same fibers for some seconds while others wait.
 */
final class StuckCarriers {
  private static final long LONG_NANOS = 3_000_000_000L;

  private boolean full;
  private boolean said;
  private long since;
  private long taken;
  private long queued;

  /** True if it is so now and was not said yet. */
  boolean isStuck(SchedulerState state, long now) {
    boolean same = full && state.isFull() && state.taken() == taken && state.queued() >= queued;
    full = state.isFull();
    taken = state.taken();
    queued = state.queued();
    if (!same) {
      since = now;
      said = false;
      return false;
    }
    if (said || now - since < LONG_NANOS) {
      return false;
    }
    said = true;
    return true;
  }
}
