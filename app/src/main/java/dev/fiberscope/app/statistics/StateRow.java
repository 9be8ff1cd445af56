package dev.fiberscope.app.statistics;

import dev.fiberscope.recordings.index.Durations;
import dev.fiberscope.recordings.store.State;
import java.util.List;

/** What one state's spans took. */
record StateRow(State state, String name, Durations durations) {
  /** The states that are told about, in order, as people call their time. */
  static final List<State> STATES =
      List.of(State.RUNNABLE, State.RUNNING, State.AWAY, State.PARKED, State.BLOCKED, State.PINNED);

  static String name(State state) {
    return switch (state) {
      case RUNNABLE -> "queue time";
      case RUNNING -> "run time";
      case AWAY -> "park or queue";
      case PARKED -> "park time";
      case BLOCKED -> "block time";
      case PINNED -> "pin time";
      case UNKNOWN -> "unknown";
    };
  }
}
