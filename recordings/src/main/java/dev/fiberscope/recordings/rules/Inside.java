package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.WaitGroups.Wait;
import dev.fiberscope.recordings.analysis.WaitGroups.WaitGroup;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What those did that had what others waited for.
 *
 * @param wakes waits that were ended by a fiber or a platform thread, not by a timer
 * @param wakesByMembers those that were ended by who had waited there too
 * @param medianNanos for how long one had it, from the end of its wait until it woke the next
 * @param doing what it mostly did then, as the end of a clause; empty if not known
 */
record Inside(long wakes, long wakesByMembers, long medianNanos, String doing) {
  /** So many are looked at. */
  private static final int MOST = 200;

  static Inside of(Observed seen, WaitGroup group) {
    Map<Integer, List<Wait>> waitsOf = new HashMap<>();
    group
        .waits()
        .forEach(wait -> waitsOf.computeIfAbsent(wait.fiber(), _ -> new ArrayList<>()).add(wait));
    long wakes = 0;
    long byMembers = 0;
    List<Long> nanos = new ArrayList<>();
    long[] states = new long[State.values().length];
    for (Wait wait : group.waits()) {
      int waker = wait.waker();
      boolean isTimer =
          waker == Occurrence.NONE
              || waker == wait.fiber()
              || seen.session().threads().kind(waker) == ThreadTable.Kind.CARRIER;
      if (!wait.isOver() || isTimer) {
        continue;
      }
      wakes++;
      List<Wait> own = waitsOf.getOrDefault(waker, List.of());
      if (!own.isEmpty()) {
        byMembers++;
      }
      // The waker's last wait before that.
      own.stream()
          .filter(each -> each.end() <= wait.end())
          .reduce((_, last) -> last)
          .filter(_ -> nanos.size() < MOST)
          .ifPresent(
              last -> {
                nanos.add(wait.end() - last.end());
                seen.session().spans().addStateTimes(waker, last.end(), wait.end(), states);
              });
    }
    nanos.sort(Comparator.naturalOrder());
    long median = nanos.isEmpty() ? 0 : nanos.get(nanos.size() / 2);
    return new Inside(wakes, byMembers, median, doing(states));
  }

  private static String doing(long[] states) {
    long all = LongStream.of(states).sum();
    State most = State.UNKNOWN;
    for (State state : State.values()) {
      if (states[state.ordinal()] > states[most.ordinal()]) {
        most = state;
      }
    }
    return all == 0 || most == State.UNKNOWN
        ? ""
        : " and was " + most.text() + " for " + 100 * states[most.ordinal()] / all + " % of it";
  }
}
