package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A small timeline about one occurrence: the fiber it concerns, carriers, and how many fibers
 * waited for one.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param markedFrom the occurrence itself; {@code markedTo} likewise
 * @param waiting fibers that waited for a carrier, in equal parts of the time; none if not known
 */
public record EvidencePicture(
    long from,
    long to,
    long markedFrom,
    long markedTo,
    List<PictureLane> lanes,
    List<Long> waiting) {
  /** A thread and what it did. */
  public record PictureLane(int thread, String name, List<Box> boxes) {}

  /**
   * A stretch in one state.
   *
   * @param label the fiber that a carrier carried; empty on a fiber's own lane
   * @param marked true for the fiber that the occurrence concerns
   */
  public record Box(long from, long to, State state, String label, boolean marked) {}

  private static final int MOST_LANES = 6;
  private static final int MOST_BOXES = 400;
  private static final int PARTS = 80;
  private static final long SHORTEST_NANOS = 2_000;

  public static EvidencePicture of(Observed seen, Occurrence occurrence) {
    Session session = seen.session();
    long length = Math.max(SHORTEST_NANOS, occurrence.to() - occurrence.from());
    long from = Math.max(0, occurrence.from() - length / 2);
    long to = Math.min(session.duration(), occurrence.to() + length / 2);
    to = Math.max(to, from + SHORTEST_NANOS);
    Set<Integer> tracks = new LinkedHashSet<>();
    if (occurrence.fiber() >= 0
        && session.threads().kind(occurrence.fiber()) == ThreadTable.Kind.FIBER) {
      tracks.add(occurrence.fiber());
    }
    carriers(session, from, to, occurrence.carrier()).forEach(tracks::add);
    List<PictureLane> lanes = new ArrayList<>();
    for (int track : tracks) {
      if (lanes.size() < MOST_LANES) {
        lanes.add(lane(seen, track, from, to, occurrence));
      }
    }
    return new EvidencePicture(
        from, to, occurrence.from(), occurrence.to(), lanes, waiting(seen, from, to));
  }

  /** Those that did something, the one of the occurrence first. */
  private static IntStream carriers(Session session, long from, long to, int first) {
    return IntStream.of(session.threads().rows(ThreadTable.Kind.CARRIER))
        .filter(
            carrier -> {
              int row = session.spans().firstEndingAfter(carrier, from);
              return row != SpanTable.NONE && session.spans().start(row) < to;
            })
        .boxed()
        .sorted(
            Comparator.comparing((Integer carrier) -> carrier != first)
                .thenComparing(session.threads()::name))
        .mapToInt(Integer::intValue);
  }

  private static PictureLane lane(
      Observed seen, int track, long from, long to, Occurrence occurrence) {
    SpanTable spans = seen.session().spans();
    boolean isFiber = seen.session().threads().kind(track) == ThreadTable.Kind.FIBER;
    List<Box> boxes = new ArrayList<>();
    long shortest = (to - from) / MOST_BOXES;
    spans.forEachIn(
        track,
        from,
        to,
        row -> {
          long begin = Math.max(from, spans.start(row));
          long end = Math.min(to, spans.end(row));
          int link = spans.link(row);
          boolean marked = isFiber || link == occurrence.fiber();
          // What is too narrow to be seen is left out, but for what it is about.
          if (end - begin >= shortest || marked) {
            String label = isFiber || link == SpanTable.NO_LINK ? "" : seen.name(link);
            boxes.add(new Box(begin, end, spans.state(row), label, marked));
          }
        });
    return new PictureLane(track, seen.name(track), List.copyOf(boxes));
  }

  private static List<Long> waiting(Observed seen, long from, long to) {
    if (!seen.waits().isKnown()) {
      return List.of();
    }
    double part = (to - from) / (double) PARTS;
    return IntStream.range(0, PARTS)
        .mapToObj(
            i -> seen.waits().atOnce((long) (from + i * part), (long) (from + (i + 1) * part) + 1))
        .toList();
  }

  /** Where a time is, from 0 to 1. */
  public double place(long time) {
    return Math.clamp((time - from) / (double) (to - from), 0, 1);
  }
}
