package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.WaitGroups.Blocker;
import dev.fiberscope.recordings.analysis.WaitGroups.Wait;
import dev.fiberscope.recordings.analysis.WaitGroups.WaitGroup;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Locks for which fibers wait for most of their lives. */
final class LockConvoy implements Rule {
  private static final Limit FIBERS =
      Limit.count("lock-convoy.fibers", 8, "fibers that wait for it");
  private static final Limit SHARE =
      Limit.percent("lock-convoy.share", 50, "of their lives that they wait for it");
  private static final Limit WAITED =
      Limit.nanos("lock-convoy.waited", 200, "time that they wait for it, all together");
  private static final RuleText TEXT =
      new RuleText(
          "lock-convoy",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "Fibers pass through one lock one by one",
          "Hold the lock for less: work and waits outside of it, one lock for each part of what it guards, or a structure that needs none.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(FIBERS, SHARE, WAITED);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.hasWaitObjects()
        ? Optional.empty()
        : Optional.of(
            "Which locks fibers wait for was not recorded, monitors excepted; "
                + seen.full()
                + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    List<Finding> findings = new ArrayList<>();
    for (WaitGroup group : seen.waitGroups().of(Set.of(Blocker.LOCK, Blocker.MONITOR))) {
      long lives = lives(seen, group);
      if (group.fibers() >= seen.limit(FIBERS)
          && group.nanos() >= seen.limit(WAITED)
          && group.waits().size() >= passes(group) * group.fibers()
          && 100.0 * group.nanos() >= seen.limit(SHARE) * (double) lives) {
        findings.add(finding(seen, group, lives));
      }
    }
    return findings;
  }

  /** Monitors are not told apart: fibers that pass once or twice may do so at different ones. */
  private static int passes(WaitGroup group) {
    return group.blocker() == Blocker.MONITOR ? 3 : 2;
  }

  private static long lives(Observed seen, WaitGroup group) {
    SpanTable spans = seen.session().spans();
    return group.waits().stream()
        .mapToInt(Wait::fiber)
        .distinct()
        .mapToLong(fiber -> spans.trackEnd(fiber) - spans.trackBegin(fiber))
        .sum();
  }

  private static Finding finding(Observed seen, WaitGroup group, long lives) {
    Inside inside = Inside.of(seen, group);
    Worst worst = new Worst();
    for (Wait wait : group.waits()) {
      worst.add(
          wait.nanos(),
          () ->
              WaitOccurrence.of(
                  seen, wait, seen.name(wait.fiber()) + " waited " + Times.duration(wait.nanos())));
    }
    String where =
        group.blocker() == Blocker.MONITOR
            ? "monitors"
                + (group.site().isEmpty() ? "" : " below " + group.site())
                + " (the JVM does not record which; a snapshot of threads tells)"
            : group.where();
    return new Finding(
        TEXT,
        TEXT.severity(),
        group.site(),
        Numbers.count(group.fibers(), "fiber")
            + " waited for "
            + where
            + " "
            + Numbers.count(worst.count())
            + " times, "
            + Times.duration(worst.sum())
            + " all together: "
            + Numbers.percent(Math.rint(100.0 * worst.sum() / lives) / 100)
            + " of their lives. Up to "
            + group.peak()
            + " waited at a time, the longest for "
            + Times.duration(worst.most())
            + (inside.medianNanos() == 0
                ? "."
                : "; one had it for "
                    + Times.duration(inside.medianNanos())
                    + " in the middle"
                    + inside.doing()
                    + "."),
        "Told where "
            + seen.limitText(FIBERS)
            + " or more fibers wait for "
            + seen.limitText(SHARE)
            + " of their lives or longer, "
            + seen.limitText(WAITED)
            + " all together.",
        Evidence.DERIVED,
        worst.count(),
        worst.list(),
        group.stackTrace());
  }
}
