package dev.fiberscope.app.timeline;

import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.store.SpanTable;
import java.util.List;
import java.util.Optional;

/** Tells what is under a point of the lanes. */
public final class HitTest {
  /** The row of a hit that is on a lane but on no span. */
  public static final int NO_SPAN = -1;

  private static final double REACH = 2;

  /**
   * A lane, the thread of it that is there, and maybe one of its spans.
   *
   * @param span row in the span table, or {@link #NO_SPAN}
   */
  public record Hit(Lane lane, int thread, int span) {}

  private HitTest() {}

  /**
   * What is at (x, y): the span there, else the nearest one at most two pixels away.
   *
   * @param fibersY where scrolling lanes begin; above it only those that stay answer
   */
  public static Optional<Hit> at(
      SpanTable spans, List<Placed> lanes, TimeScale scale, double fibersY, double x, double y) {
    return lanes.stream()
        .filter(placed -> y >= placed.y() && y < placed.y() + Lanes.LANE)
        .filter(placed -> placed.fixed() || y >= fibersY)
        .findFirst()
        .map(placed -> hit(spans, placed.lane(), scale, x));
  }

  private static Hit hit(SpanTable spans, Lane lane, TimeScale scale, double x) {
    long time = scale.time(x);
    int next = lane.firstEndingAfter(spans, time);
    // The thread there or the one behind, then the one before.
    for (int index : new int[] {next, next - 1}) {
      if (index >= 0 && index < lane.tracks().count()) {
        int thread = lane.tracks().thread(index);
        int span = span(spans, thread, scale, x, time);
        if (span != NO_SPAN) {
          return new Hit(lane, thread, span);
        }
      }
    }
    return new Hit(lane, lane.threadAt(spans, time), NO_SPAN);
  }

  private static int span(SpanTable spans, int track, TimeScale scale, double x, long time) {
    int exact = spans.at(track, time);
    if (exact != NO_SPAN) {
      return exact;
    }
    int next = spans.firstEndingAfter(track, time);
    int last = next == SpanTable.NONE ? spans.last(track) : spans.previous(next);
    boolean nextNear = next != SpanTable.NONE && scale.x(spans.start(next)) - x <= REACH;
    boolean lastNear = last != SpanTable.NONE && x - scale.x(spans.end(last)) <= REACH;
    return nextNear ? next : lastNear ? last : NO_SPAN;
  }
}
