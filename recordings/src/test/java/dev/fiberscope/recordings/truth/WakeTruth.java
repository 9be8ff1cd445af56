package dev.fiberscope.recordings.truth;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what a session says of waits for a carrier with what a program knows of them. */
public final class WakeTruth {
  private static final long NEAR_NANOS = 20_000;

  /** From before somebody woke a fiber until after it; of a sleep, all of it. */
  public record Told(long target, long waker, String kind, long from, long to) {}

  /** What was found right. */
  public static final class Figures {
    /** Waits whose one waker the program knows. */
    public long all;

    public long right;
    public long derived;
    public long derivedRight;
    private double trueNanos;
    private double toldNanos;

    /**
     * Spans of state parked while the fiber could run, in ns, and of runnable while it could not.
     */
    public double waitingAsParked;

    public double parkedAsWaiting;
    public double parkedNanos;

    public double rightShare() {
      return right / (double) all;
    }

    public double derivedShare() {
      return derived / (double) all;
    }

    public double derivedRightShare() {
      return derived == 0 ? 1 : derivedRight / (double) derived;
    }

    /** The mean of the waits as told, as a share of what it was. */
    public double mean() {
      return toldNanos / trueNanos;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,9d waits  right %7.3f %%  derived %5.1f %%, of these right %7.3f %%  mean %.4f"
              + "  waiting as parked %.4f %%  parked as waiting %.4f %%",
          all,
          100 * rightShare(),
          100 * derivedShare(),
          100 * derivedRightShare(),
          mean(),
          100 * waitingAsParked / Math.max(1, trueNanos),
          100 * parkedAsWaiting / Math.max(1, parkedNanos));
    }
  }

  private final Session session;
  private final Figures figures = new Figures();
  private final List<String> wrong = new ArrayList<>();

  private WakeTruth(Session session) {
    this.session = session;
  }

  public static Figures compare(Session session, List<Told> truth, List<String> wrong) {
    WakeTruth comparing = new WakeTruth(session);
    Map<Integer, List<Told>> byFiber = new HashMap<>();
    for (Told told : truth) {
      int fiber = session.threads().find(told.target());
      if (fiber != ThreadTable.NO_THREAD && !told.kind().equals("SLEEP")) {
        byFiber.computeIfAbsent(fiber, _ -> new ArrayList<>()).add(told);
      }
    }
    RowsByKey wakes = session.wakes().byThread(Storage.ofSession(), session.threads().count());
    byFiber.forEach((fiber, told) -> comparing.fiber(fiber, told, wakes));
    comparing.wrong.stream().sorted().limit(10).forEach(wrong::add);
    return comparing.figures;
  }

  private static boolean isMounted(State state) {
    return state == State.RUNNING || state == State.PINNED;
  }

  /** Each stretch off the carriers in which the program says that just one wake-up happened. */
  private void fiber(int fiber, List<Told> told, RowsByKey wakes) {
    told.sort(Comparator.comparingLong(Told::from));
    SpanTable spans = session.spans();
    long left = Long.MIN_VALUE / 2;
    boolean first = true;
    for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
      if (isMounted(spans.state(row))) {
        if (first || left < spans.start(row)) {
          stretch(fiber, first, left, spans.start(row), told, wakes);
        }
        first = false;
        left = spans.end(row);
      }
    }
  }

  private void stretch(
      int fiber, boolean first, long left, long mounted, List<Told> told, RowsByKey wakes) {
    Told only = null;
    for (Told each : told) {
      // A wake-up while the fiber was about to leave had its effect later, as nobody's.
      if (each.to() >= left - NEAR_NANOS && each.from() <= mounted) {
        if (only != null || each.kind().equals("START") != first) {
          return;
        }
        only = each;
      }
    }
    if (only == null || only.from() < left) {
      return;
    }
    figures.all++;
    long tolerance = Math.max(NEAR_NANOS, (mounted - only.from()) / 10);
    int place = wakes.lastUpTo(fiber, mounted);
    WakeTable table = session.wakes();
    boolean found =
        place >= wakes.first(fiber)
            && Math.abs(table.mounted(wakes.row(place)) - mounted) <= NEAR_NANOS;
    // When between the two the fiber was put in line, the program does not know.
    long began =
        found ? Math.clamp(table.time(wakes.row(place)), only.from(), only.to()) : only.from();
    figures.trueNanos += mounted - began;
    if (found) {
      int row = wakes.row(place);
      figures.toldNanos += mounted - table.time(row);
      boolean right =
          table.time(row) >= only.from() - tolerance
              && table.time(row) <= Math.max(only.to(), only.from() + tolerance)
              && session.threads().id(table.waker(row)) == only.waker();
      boolean derived = table.evidence(row) != Evidence.INFERRED;
      figures.right += right ? 1 : 0;
      figures.derived += derived ? 1 : 0;
      figures.derivedRight += right && derived ? 1 : 0;
      if (!right) {
        wrong.add(
            String.format(
                "%012d %s derived %s told %s truth %s",
                mounted, session.threads().name(fiber), derived, table.get(row), only));
      }
      if (!right && !derived) {
        return;
      }
    }
    states(fiber, left, mounted, only, tolerance);
  }

  private void states(int fiber, long left, long mounted, Told only, long tolerance) {
    SpanTable spans = session.spans();
    long woken = Math.max(only.to(), only.from() + tolerance);
    spans.forEachIn(
        fiber,
        Math.max(0, left),
        mounted,
        row -> {
          if (spans.state(row) == State.PARKED || spans.state(row) == State.BLOCKED) {
            figures.parkedNanos += spans.duration(row);
            figures.waitingAsParked += Math.max(0, spans.end(row) - woken);
          } else if (spans.state(row) == State.RUNNABLE) {
            figures.parkedAsWaiting +=
                Math.max(0, only.from() - tolerance - Math.max(left, spans.start(row)));
          }
        });
  }
}
