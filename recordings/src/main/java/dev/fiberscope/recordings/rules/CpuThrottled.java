package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Holds.Hold;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A container that let nothing run, because its quota of CPU time was used up. */
final class CpuThrottled implements Rule {
  private static final Limit SHARE =
      Limit.percent(
          "cpu-throttled.share", 10, "slices in which the quota was used up, between two looks");
  private static final RuleText TEXT =
      new RuleText(
          "cpu-throttled",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "The container's CPU quota was used up, and nothing ran",
          "Raise the CPU limit of the container, or do less at a time: threads of the garbage"
              + " collector and of the compilers take from the same quota. Fewer carriers"
              + " (-Djdk.virtualThreadScheduler.parallelism) use it up less in bursts.");

  /** From so many on it is no burst any more. */
  private static final double OFTEN = 0.5;

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(SHARE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    // A JVM without a quota has nothing to record.
    return Optional.empty();
  }

  @Override
  public List<Finding> check(Observed seen) {
    RecordTable<Throttling> looks = seen.session().vitals().throttling();
    Worst worst = new Worst();
    long slices = 0;
    long throttled = 0;
    long nanos = 0;
    for (int row = 0; row < looks.count(); row++) {
      Throttling look = looks.get(row);
      slices += look.slices();
      throttled += look.throttled();
      nanos += look.nanos();
      if (100 * look.share() >= seen.limit(SHARE) && look.throttled() > 0) {
        worst.add(Math.round(1_000 * look.share()), () -> occurrence(seen, look));
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    double share = throttled / (double) slices;
    return List.of(
        new Finding(
            TEXT,
            share >= OFTEN ? Severity.HIGH : TEXT.severity(),
            "",
            "In "
                + percent(share)
                + " of "
                + Numbers.count(slices, "slice")
                + " of CPU time the container had used up its quota before the slice was over, and no"
                + " thread in it ran until then; its processors stood for "
                + Times.duration(nanos)
                + " together.",
            "Told where it was so in "
                + seen.limitText(SHARE)
                + " of slices or more between two looks.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** Of the fiber that was kept on its carrier longest meanwhile, if one is known. */
  private static Occurrence occurrence(Observed seen, Throttling look) {
    Optional<Hold> longest =
        seen.holds().longHolds().stream()
            .filter(hold -> hold.start() < look.to() && hold.end() > look.from())
            .max(Comparator.comparingLong(Hold::nanos));
    int fiber = longest.map(Hold::fiber).orElse(Occurrence.NONE);
    return new Occurrence(
        look.from(),
        look.to(),
        fiber,
        longest.map(Hold::carrier).orElse(Occurrence.NONE),
        Occurrence.NONE,
        Math.round(1_000 * look.share()),
        percent(look.share()),
        "the quota was used up in "
            + look.throttled()
            + " of "
            + Numbers.count(look.slices(), "slice")
            + (fiber < 0
                ? ""
                : "; "
                    + seen.name(fiber)
                    + " had a carrier for "
                    + Times.duration(longest.get().nanos())
                    + " meanwhile"));
  }
}
