package dev.fiberscope.recordings.analysis;

import dev.fiberscope.recordings.index.Durations;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who held carriers for long, and when all carriers of a scheduler were held at once. */
public final class Holds {
  /**
   * A stretch for which a fiber kept a carrier.
   *
   * @param carrier row of the carrier, or {@link SpanTable#NO_LINK}
   * @param fiber row of the fiber, or {@link SpanTable#NO_LINK}
   * @param pinned ns of it that the fiber waited
   * @param paused ns of it that the JVM let nobody run
   */
  public record Hold(int carrier, int fiber, long start, long end, long pinned, long paused) {
    /** Without what the JVM took. */
    public long nanos() {
      return end - start - paused;
    }
  }

  /**
   * A stretch in which all carriers of a scheduler were held by fibers that did not let go.
   *
   * @param by one hold of each carrier
   */
  public record AllHeld(long from, long to, List<Hold> by) {
    public long nanos() {
      return to - from;
    }
  }

  private static final long SHORTEST_NANOS = 1_000_000;
  private static final String JDK = "ForkJoinPool";

  private final Session session;
  private final List<Hold> longHolds = new ArrayList<>();
  private final Durations durations = new Durations();

  private Holds(Session session) {
    this.session = session;
  }

  static Holds of(Session session) {
    Holds holds = new Holds(session);
    Cancellation cancellation = new Cancellation();
    for (int carrier : session.threads().rows(ThreadTable.Kind.CARRIER)) {
      holds.carrier(carrier, cancellation);
    }
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      holds.onUnknownCarrier(fiber);
    }
    holds.longHolds.sort(Comparator.comparingLong(Hold::start));
    return holds;
  }

  private void carrier(int carrier, Cancellation cancellation) {
    SpanTable spans = session.spans();
    int row = spans.first(carrier);
    while (row != SpanTable.NONE) {
      cancellation.row();
      int fiber = spans.link(row);
      long start = spans.start(row);
      long end = start;
      long pinned = 0;
      // Running and pinned stretches of one slice stand side by side.
      while (row != SpanTable.NONE && spans.link(row) == fiber && spans.start(row) <= end) {
        end = spans.end(row);
        pinned += spans.state(row) == State.PINNED ? spans.duration(row) : 0;
        row = spans.next(row);
        if (fiber == SpanTable.NO_LINK) {
          break;
        }
      }
      durations.add(end - start);
      if (end - start >= SHORTEST_NANOS) {
        longHolds.add(new Hold(carrier, fiber, start, end, pinned, paused(start, end)));
      }
    }
  }

  /** How much of a stretch the JVM let nobody run. */
  public long paused(long from, long to) {
    RecordTable<Pause> pauses = session.vitals().pauses();
    long paused = 0;
    for (int row = 0; row < pauses.count(); row++) {
      Pause pause = pauses.get(row);
      paused += Math.max(0, Math.min(to, pause.end()) - Math.max(from, pause.start()));
    }
    return Math.min(paused, to - from);
  }

  /** What goes on at the end may have no event that tells on which carrier. */
  private void onUnknownCarrier(int fiber) {
    SpanTable spans = session.spans();
    int row = spans.last(fiber);
    if (row != SpanTable.NONE
        && spans.state(row).isMounted()
        && spans.link(row) == SpanTable.NO_LINK
        && spans.duration(row) >= SHORTEST_NANOS) {
      long start = spans.start(row);
      long end = spans.end(row);
      long pinned = spans.state(row) == State.PINNED ? end - start : 0;
      longHolds.add(new Hold(SpanTable.NO_LINK, fiber, start, end, pinned, paused(start, end)));
    }
  }

  /** Those of a millisecond and more, by the time they begin. */
  public List<Hold> longHolds() {
    return longHolds;
  }

  /** How long carriers were held, each time. */
  public Durations durations() {
    return durations;
  }

  /** When all carriers of a scheduler were held by holds of a length and more. */
  public List<AllHeld> allHeld(long shortest) {
    Map<String, List<Integer>> carriers = new HashMap<>();
    for (int carrier : session.threads().rows(ThreadTable.Kind.CARRIER)) {
      carriers.computeIfAbsent(schedulerOf(carrier), _ -> new ArrayList<>()).add(carrier);
    }
    List<AllHeld> all = new ArrayList<>();
    if (carriers.isEmpty()) {
      // No slice has ended, so nobody said which ones there are.
      carriers.put(JDK, List.of());
    }
    carriers.forEach(
        (scheduler, its) -> {
          int parallelism = session.facts().parallelism();
          boolean ofJdk = scheduler.startsWith(JDK);
          // A carrier that was never seen is free.
          int needed = ofJdk && parallelism > 0 ? parallelism : its.size();
          allHeld(its, ofJdk, needed, shortest, all);
        });
    all.sort(Comparator.comparingLong(AllHeld::from));
    return all;
  }

  private String schedulerOf(int carrier) {
    return session.threads().name(carrier).replaceFirst("\\d+$", "");
  }

  /** A carrier that was started because others block runs what waits. */
  private boolean othersAreIdle(List<Integer> carriers, List<Hold> held, long from, long to) {
    Set<Integer> holding = held.stream().map(Hold::carrier).collect(Collectors.toSet());
    SpanTable spans = session.spans();
    for (int carrier : carriers) {
      if (!holding.contains(carrier)) {
        int row = spans.firstEndingAfter(carrier, from);
        if (row != SpanTable.NONE && spans.start(row) < to) {
          return false;
        }
      }
    }
    return true;
  }

  private record Change(long time, boolean begins, Hold hold) {}

  private void allHeld(
      List<Integer> carriers, boolean ofJdk, int needed, long shortest, List<AllHeld> all) {
    List<Change> changes = new ArrayList<>();
    for (Hold hold : longHolds) {
      boolean here =
          carriers.contains(hold.carrier())
              || ofJdk && hold.carrier() == SpanTable.NO_LINK && hold.fiber() >= 0;
      if (hold.nanos() >= shortest && here) {
        changes.add(new Change(hold.start(), true, hold));
        changes.add(new Change(hold.end(), false, hold));
      }
    }
    // What ends is over before what begins at the same time.
    changes.sort(Comparator.comparingLong(Change::time).thenComparing(Change::begins));
    List<Hold> now = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (change.begins()) {
        now.add(change.hold());
      } else {
        now.remove(change.hold());
      }
      long to = i + 1 < changes.size() ? changes.get(i + 1).time() : change.time();
      if (now.size() >= needed
          && to > change.time()
          && othersAreIdle(carriers, now, change.time(), to)) {
        all.add(new AllHeld(change.time(), to, List.copyOf(now)));
      }
    }
  }
}
