package dev.fiberscope.engine.fiber;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a fiber is in its life. Decode stacks have a table of their own, {@link
 * dev.fiberscope.engine.stack.StackState}.
 *
 * <pre>
 * from       to                                    who takes the step
 * CREATED    RUNNING                               the fiber, on its first slice
 * RUNNING    SUSPENDED FINISHED FAILED CANCELLED   the fiber, or its carrier once it is unmounted
 * SUSPENDED  RESUMING                              whoever resumes or cancels it
 * RESUMING   RUNNING                               the fiber, on its next slice
 * FINISHED   -
 * FAILED     -
 * CANCELLED  -
 * </pre>
 *
 * <p>A fiber that is cancelled goes on with an exception, so it ends from RUNNING like any other,
 * after its {@code finally} blocks have run.
 */
public enum FiberState {
  /** Made, has not run yet. */
  CREATED,
  /** Runs on a carrier. */
  RUNNING,
  /** Waits, for the reason that {@link Fiber#reason()} tells. */
  SUSPENDED,
  /** Was woken and waits for a carrier. */
  RESUMING,
  /** Ran to its end. */
  FINISHED,
  /** Ended with an exception. */
  FAILED,
  /** Ended because somebody no longer wants its result. */
  CANCELLED;

  private Set<FiberState> next;

  static {
    CREATED.next = EnumSet.of(RUNNING);
    RUNNING.next = EnumSet.of(SUSPENDED, FINISHED, FAILED, CANCELLED);
    SUSPENDED.next = EnumSet.of(RESUMING);
    RESUMING.next = EnumSet.of(RUNNING);
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
