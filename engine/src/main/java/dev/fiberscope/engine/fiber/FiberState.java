package dev.fiberscope.engine.fiber;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a fiber is in its life.
 *
 * <pre>
 * from       to
 * CREATED    RUNNING CANCELLED
 * RUNNING    SUSPENDED FINISHED FAILED CANCELLED
 * SUSPENDED  RUNNING CANCELLED
 * FINISHED   -
 * FAILED     -
 * CANCELLED  -
 * </pre>
 */
public enum FiberState {
  /** Made, has not run yet. */
  CREATED,
  /** Runs, or could run as soon as a carrier is free. */
  RUNNING,
  /** Gave up its carrier by its own choice and waits to be woken. */
  SUSPENDED,
  /** Ran to its end. */
  FINISHED,
  /** Ended with an exception. */
  FAILED,
  /** Ended because somebody no longer wants its result. */
  CANCELLED;

  private Set<FiberState> next;

  static {
    CREATED.next = EnumSet.of(RUNNING, CANCELLED);
    RUNNING.next = EnumSet.of(SUSPENDED, FINISHED, FAILED, CANCELLED);
    SUSPENDED.next = EnumSet.of(RUNNING, CANCELLED);
    FINISHED.next = EnumSet.noneOf(FiberState.class);
    FAILED.next = EnumSet.noneOf(FiberState.class);
    CANCELLED.next = EnumSet.noneOf(FiberState.class);
  }

  /** True if a fiber in this state may go to {@code to} in one step. */
  public boolean mayBecome(FiberState to) {
    return next.contains(to);
  }

  /** True if the fiber will never run again. */
  public boolean ended() {
    return next.isEmpty();
  }
}
