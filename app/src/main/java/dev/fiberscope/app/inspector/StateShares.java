package dev.fiberscope.app.inspector;

import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;

/** How long a fiber or carrier was in each state, in ns. */
public final class StateShares {
  private final long[] nanos = new long[State.values().length];

  private StateShares() {}

  public static StateShares of(SpanTable spans, int track) {
    StateShares shares = new StateShares();
    spans.addStateTimes(spans.first(track), spans.first(track + 1), shares.nanos);
    return shares;
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
