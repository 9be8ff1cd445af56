package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Holds.AllHeld;
import dev.fiberscope.recordings.analysis.Holds.Hold;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.index.CarrierHolders;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fibers that could run and did not, because every carrier was held by one that did not let go. */
final class CarrierStarvation implements Rule {
  private static final Limit HELD =
      Limit.nanos(
          "carrier-starvation.held", 100, "time that each carrier was held without a break");
  private static final Limit WAITED =
      Limit.nanos("carrier-starvation.waited", 50, "time that fibers waited, all together");
  private static final Limit IN_LINE =
      Limit.nanos("carrier-starvation.line", 1_000, "a wait for a carrier while none was idle");
  private static final double BUSY = 0.9;
  private static final int MOST_NAMES = 4;
  private static final RuleText TEXT =
      new RuleText(
          "carrier-starvation",
          Group.SCHEDULING,
          Severity.HIGH,
          "Every carrier was held while fibers could run",
          "Let long work give way (Thread.yield between parts of it) or do it on platform threads;"
              + " do not wait below native frames or in class initializers. What fibers wait for must"
              + " never depend on a fiber that cannot get a carrier.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(HELD, WAITED, IN_LINE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.waits().isKnown()
        ? Optional.empty()
        : Optional.of("Mounts and wake-ups were not recorded; " + seen.standard() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    List<Finding> held = held(seen);
    return held.isEmpty() ? inLine(seen) : held;
  }

  /** Fibers that waited for very long, though nobody held a carrier for long. */
  private static List<Finding> inLine(Observed seen) {
    SpanTable spans = seen.session().spans();
    Worst worst = new Worst();
    for (int fiber : seen.session().threads().rows(ThreadTable.Kind.FIBER)) {
      if (spans.trackEnd(fiber) - spans.trackBegin(fiber) < seen.limit(IN_LINE)) {
        continue;
      }
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        long nanos = spans.duration(row);
        if (spans.state(row) == State.RUNNABLE && nanos >= seen.limit(IN_LINE)) {
          long from = spans.start(row);
          CarrierHolders holders = CarrierHolders.of(seen.session(), from, spans.end(row));
          if (holders.busy(from, spans.end(row)) >= BUSY) {
            worst.add(nanos, () -> waited(seen, fiber, from, nanos, holders));
          }
        }
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    List<Occurrence> list = worst.list();
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "line",
            Numbers.count(worst.count(), "time")
                + " a fiber that could run waited for a carrier for up to "
                + Times.duration(worst.most())
                + " while others ran: "
                + list.getFirst().sentence()
                + ". Fibers that only yield keep carriers to themselves, because new ones wait in"
                + " another line.",
            "Told from waits of "
                + seen.limitText(IN_LINE)
                + " on in which carriers were busy for nine tenths of the time.",
            Evidence.DERIVED,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static Occurrence waited(
      Observed seen, int fiber, long from, long nanos, CarrierHolders holders) {
    return new Occurrence(
        from,
        from + nanos,
        fiber,
        Occurrence.NONE,
        seen.decodeAt(fiber, from),
        nanos,
        Times.duration(nanos),
        seen.name(fiber)
            + " waited for "
            + Times.duration(nanos)
            + " while "
            + Numbers.count(holders.slices(), "slice")
            + " of "
            + Numbers.count(holders.fibers(), "fiber")
            + " ran");
  }

  private static List<Finding> held(Observed seen) {
    Worst worst = new Worst();
    long mostFibers = 0;
    long held = 0;
    long pinned = 0;
    long all = 0;
    for (AllHeld stretch : seen.holds().allHeld(seen.limit(HELD))) {
      long waited = seen.waits().nanos(stretch.from(), stretch.to());
      long fibers = seen.waits().atOnce(stretch.from(), stretch.to());
      if (waited == 0) {
        continue;
      }
      mostFibers = Math.max(mostFibers, fibers);
      held += stretch.nanos();
      for (Hold hold : stretch.by()) {
        all += hold.nanos();
        pinned += hold.pinned();
      }
      worst.add(waited, () -> occurrence(seen, stretch, waited, fibers));
    }
    if (worst.sum() < seen.limit(WAITED)) {
      return List.of();
    }
    List<Occurrence> list = worst.list();
    Hold culprit = culprit(seen, list.getFirst());
    String doing =
        2 * pinned > all
            ? "fibers that waited and kept them"
            : "fibers that did not let go of them";
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            (worst.count() == 1 ? "Once" : Numbers.count(worst.count()) + " times")
                + " every carrier was held by "
                + doing
                + ", "
                + Times.duration(held)
                + " in all. Up to "
                + Numbers.count(mostFibers, "fiber")
                + " at a time could run meanwhile and waited, "
                + Times.duration(worst.sum())
                + " all together.",
            "Told where each carrier was held for "
                + seen.limitText(HELD)
                + " or longer without a break, and fibers waited for "
                + seen.limitText(WAITED)
                + " or longer, all together.",
            Evidence.DERIVED,
            worst.count(),
            list,
            culprit == null
                ? StackTraceTable.NONE
                : seen.codeOf(culprit.fiber(), culprit.start(), culprit.end())));
  }

  private static Hold culprit(Observed seen, Occurrence worst) {
    return seen.holds().longHolds().stream()
        .filter(hold -> hold.fiber() == worst.fiber() && hold.carrier() == worst.carrier())
        .filter(hold -> hold.start() <= worst.from() && hold.end() >= worst.to())
        .findFirst()
        .orElse(null);
  }

  private static Occurrence occurrence(Observed seen, AllHeld stretch, long waited, long fibers) {
    Hold longest =
        stretch.by().stream().max(java.util.Comparator.comparingLong(Hold::nanos)).orElseThrow();
    String names =
        stretch.by().stream()
            .limit(MOST_NAMES)
            .map(hold -> seen.name(hold.fiber()))
            .collect(Collectors.joining(", "));
    int more = stretch.by().size() - MOST_NAMES;
    return new Occurrence(
        stretch.from(),
        stretch.to(),
        longest.fiber(),
        longest.carrier(),
        seen.decodeAt(longest.fiber(), stretch.from()),
        waited,
        Times.duration(stretch.nanos()),
        names
            + (more > 0 ? " and " + more + " more" : "")
            + " held every carrier; "
            + Numbers.count(fibers, "fiber")
            + " waited, "
            + Times.duration(waited)
            + " in all");
  }
}
