package dev.fiberscope.app.inspector;

import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;

/** How long a fiber or carrier was in each state, in ns. */
public final class StateShares {
  private final long[] nanos;

  private StateShares(long[] nanos) {
    this.nanos = nanos;
  }

  public static StateShares of(SpanTable spans, int track) {
    long[] nanos = new long[State.values().length];
    spans.addStateTimes(track, nanos);
    return new StateShares(nanos);
  }

  /**
   * @param nanos by the ordinal of the state
   */
  public static StateShares of(long[] nanos) {
    return new StateShares(nanos.clone());
  }

  public long nanos(State state) {
    return nanos[state.ordinal()];
  }

  public long total() {
    long total = 0;
    for (long part : nanos) {
      total += part;
    }
    return total;
  }
}
