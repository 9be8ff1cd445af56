package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Holds.AllHeld;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.index.CarrierHolders;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sleeps that came back late because every carrier was held. */
final class LateTimer implements Rule {
  private static final Limit LATE = Limit.nanos("late-timer.late", 50, "how late it was");
  private static final Limit HELD =
      Limit.nanos("late-timer.held", 20, "time that each carrier was held without a break");
  private static final RuleText TEXT =
      new RuleText(
          "late-timer",
          Group.SCHEDULING,
          Severity.HIGH,
          "A sleep or timeout was over long after its time",
          "Timers of virtual threads are tasks of the same scheduler: keep carriers free (see what held them), or keep time-outs that must hold on a platform thread (ScheduledThreadPoolExecutor).");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LATE, HELD);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.hasScheduling() || late(seen).count() > 0
        ? Optional.empty()
        : Optional.of("Mounts were not recorded; " + seen.standard() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    return seen.hasScheduling() ? because(seen) : although(seen);
  }

  /** Sleeps of fibers that were over late, by more than the JVM paused. */
  private static Worst late(Observed seen) {
    var timers = seen.session().lateTimers();
    Worst worst = new Worst();
    for (int row = 0; row < timers.count(); row++) {
      var timer = timers.get(row);
      if (isLate(seen, timer)) {
        worst.add(timer.end() - timer.due(), () -> occurrence(seen, timer, ""));
      }
    }
    return worst;
  }

  private static boolean isLate(Observed seen, dev.fiberscope.recordings.store.LateTimer timer) {
    long byJvm = seen.holds().paused(timer.due(), timer.end());
    return seen.session().threads().kind(timer.thread()) == ThreadTable.Kind.FIBER
        && timer.end() - timer.due() - byJvm >= seen.limit(LATE);
  }

  /** Where mounts were not recorded a sleep that is late is all that tells. */
  private static List<Finding> although(Observed seen) {
    return finding(
        late(seen),
        Severity.MEDIUM,
        Evidence.INFERRED,
        _ ->
            ": most likely no carrier was free, or no processor. Who held carriers was not recorded; "
                + seen.standard(),
        "Told from " + seen.limitText(LATE) + " on.");
  }

  /**
   * What was late, if anything was.
   *
   * @param because what follows how many were late, and how much; given the worst one
   */
  private static List<Finding> finding(
      Worst worst,
      Severity severity,
      Evidence evidence,
      Function<Occurrence, String> because,
      String limit) {
    if (worst.count() == 0) {
      return List.of();
    }
    List<Occurrence> list = worst.list();
    String summary = sleeps(worst) + because.apply(list.getFirst()) + ".";
    return List.of(
        new Finding(
            TEXT,
            severity,
            "",
            summary,
            limit,
            evidence,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static String sleeps(Worst worst) {
    return Numbers.count(worst.count(), "sleep")
        + (worst.count() == 1 ? " was" : " were")
        + " over up to "
        + Times.duration(worst.most())
        + " after the time";
  }

  private static List<Finding> because(Observed seen) {
    var timers = seen.session().lateTimers();
    Worst worst = new Worst();
    List<AllHeld> held = seen.holds().allHeld(seen.limit(HELD));
    for (int row = 0; row < timers.count(); row++) {
      var timer = timers.get(row);
      // Where many run in short turns it is the load, and nobody in particular.
      if (isLate(seen, timer) && heldShare(held, timer.due(), timer.end()) >= MOSTLY) {
        worst.add(
            timer.end() - timer.due(),
            () -> occurrence(seen, timer, "carriers were held by " + holders(seen, timer)));
      }
    }
    return finding(
        worst,
        TEXT.severity(),
        Evidence.RECORDED,
        first -> ", because carriers were held: " + first.sentence(),
        "Told from "
            + seen.limitText(LATE)
            + " on, where for three quarters of that time every carrier was held by somebody who"
            + " kept it for "
            + seen.limitText(HELD)
            + " or longer.");
  }

  private static final double MOSTLY = 0.75;

  /** The share of a stretch for which every carrier was held, those without a name too. */
  private static double heldShare(List<AllHeld> stretches, long from, long to) {
    long held = 0;
    for (AllHeld all : stretches) {
      held += Math.max(0, Math.min(to, all.to()) - Math.max(from, all.from()));
    }
    return held / (double) Math.max(1, to - from);
  }

  private static String holders(Observed seen, dev.fiberscope.recordings.store.LateTimer timer) {
    return CarrierHolders.of(seen.session(), timer.due(), timer.end()).longest().stream()
        .limit(2)
        .map(holder -> seen.name(holder.fiber()) + " for " + Times.duration(holder.nanos()))
        .collect(Collectors.joining(", "));
  }

  private static Occurrence occurrence(
      Observed seen, dev.fiberscope.recordings.store.LateTimer timer, String meanwhile) {
    return new Occurrence(
        timer.due(),
        timer.end(),
        timer.thread(),
        Occurrence.NONE,
        seen.decodeAt(timer.thread(), timer.due()),
        timer.end() - timer.due(),
        Times.duration(timer.end() - timer.due()) + " late",
        seen.name(timer.thread())
            + " wanted to sleep for "
            + Times.duration(timer.due() - timer.start())
            + " and slept for "
            + Times.duration(timer.end() - timer.start())
            + (meanwhile.isEmpty() ? "" : "; meanwhile " + meanwhile));
  }
}
