package dev.fiberscope.engine.stack;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a decode stack is in its life.
 *
 * <pre>
 * from     to
 * LIVE     POOLED
 * POOLED   LIVE DROPPED
 * DROPPED  -
 * </pre>
 */
public enum StackState {
  /** A decode holds it. */
  LIVE,
  /** Cleared, waits in a pool for the next decode. */
  POOLED,
  /** Its memory was given back. */
  DROPPED;

  private Set<StackState> next;

  static {
    LIVE.next = EnumSet.of(POOLED);
    POOLED.next = EnumSet.of(LIVE, DROPPED);
    DROPPED.next = EnumSet.noneOf(StackState.class);
  }

  /** True if a stack in this state may go to {@code to} in one step. */
  public boolean mayBecome(StackState to) {
    return next.contains(to);
  }
}
