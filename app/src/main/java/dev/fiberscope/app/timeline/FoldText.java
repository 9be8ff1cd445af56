package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What was folded into a pixel, in one line. */
public final class FoldText {
  private static final int FEW_STATES = 3;

  private FoldText() {}

  /**
   * {@code 214 spans in 3.1 ms: parked 62 %, running 30 %}; empty if there are not several.
   *
   * @param from ns since the session began
   * @param to ns since the session began, a pixel later
   */
  public static String of(SpanTable spans, Lane lane, long from, long to) {
    long[] nanos = new long[State.values().length];
    int first = lane.firstEndingAfter(spans, from);
    int last = lane.firstStartingAfter(spans, first, to - 1);
    long count = 0;
    // Only the threads at both ends can reach beyond the pixel.
    for (int index = first; index < last; index++) {
      if (index == first || index == last - 1) {
        int thread = lane.tracks().thread(index);
        count += spans.count(thread, from, to);
        spans.addStateTimes(thread, from, to, nanos);
      } else {
        int thread = lane.tracks().thread(index);
        count += spans.count(thread);
      }
    }
    lane.tracks().addStateTimes(first + 1, last - 1, nanos);
    return count < 2 ? "" : text(count, to - from, nanos);
  }

  private static String text(long count, long length, long[] nanos) {
    double total = Math.max(1, LongStream.of(nanos).sum());
    List<State> most =
        Stream.of(State.values())
            .filter(state -> nanos[state.ordinal()] > 0)
            .sorted(Comparator.comparingLong(state -> -nanos[state.ordinal()]))
            .limit(FEW_STATES)
            .toList();
    return Numbers.count(count, "span")
        + " in "
        + Times.duration(length)
        + ": "
        + most.stream()
            .map(
                state ->
                    state.name().toLowerCase(Locale.ROOT)
                        + " "
                        + Math.round(100 * nanos[state.ordinal()] / total)
                        + " %")
            .collect(Collectors.joining(", "));
  }
}
