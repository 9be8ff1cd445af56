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
import dev.fiberscope.recordings.store.BlockingCall;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Slices that run far longer than the rest while others wait for a carrier. */
final class LongRun implements Rule {
  private static final Limit LONGER =
      Limit.nanos("long-run.slice", 100, "a slice that runs without a break");
  private static final Limit TIMES =
      Limit.count("long-run.times", 10, "how many times as long as half of all slices it is");
  private static final Limit BEHIND =
      Limit.percent(
          "long-run.behind", 20, "of its time that others waited for a carrier, all together");
  private static final RuleText TEXT =
      new RuleText(
          "long-run",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "A fiber ran for long without letting go of its carrier",
          "Fibers are not taken off their carriers: split the work and call Thread.yield between"
              + " its parts, or do it, and calls that block, on a platform thread. A decode gives way by itself after"
              + " EngineConfig.sliceBytes.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LONGER, TIMES, BEHIND);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.waits().isKnown()
        ? Optional.empty()
        : Optional.of("Mounts and wake-ups were not recorded; " + seen.standard() + ".");
  }

  private static final class Runs {
    private final Worst worst = new Worst();
    private long longest;
    private Optional<BlockingCall> call = Optional.empty();
    private long behind;
    private int stackTrace = StackTraceTable.NONE;
  }

  @Override
  public List<Finding> check(Observed seen) {
    long half = seen.holds().durations().percentile(0.5);
    long shortest = Math.max(seen.limit(LONGER), seen.limit(TIMES) * half);
    Map<String, Runs> bySite = new TreeMap<>();
    for (Hold hold : seen.holds().longHolds()) {
      long ran = hold.nanos() - hold.pinned();
      if (ran < shortest) {
        continue;
      }
      long behind = seen.waits().nanos(hold.start(), hold.end());
      if (100 * behind < seen.limit(BEHIND) * ran || Compensation.isCompensated(seen, hold)) {
        continue;
      }
      int trace = seen.codeOf(hold.fiber(), hold.start(), hold.end());
      Runs runs = bySite.computeIfAbsent(seen.site(trace), _ -> new Runs());
      runs.call = runs.call.or(() -> seen.callOf(hold.fiber(), hold.start(), hold.end()));
      runs.longest = Math.max(runs.longest, ran);
      runs.behind += behind;
      runs.stackTrace = runs.stackTrace == StackTraceTable.NONE ? trace : runs.stackTrace;
      runs.worst.add(
          ran,
          () ->
              new Occurrence(
                  hold.start(),
                  hold.end(),
                  hold.fiber(),
                  hold.carrier(),
                  seen.decodeAt(hold.fiber(), hold.start()),
                  ran,
                  Times.duration(ran),
                  seen.name(hold.fiber())
                      + " ran for "
                      + Times.duration(ran)
                      + "; "
                      + Numbers.count(seen.waits().atOnce(hold.start(), hold.end()), "fiber")
                      + " waited, "
                      + Times.duration(behind)
                      + " in all"));
    }
    List<Finding> findings = new ArrayList<>();
    bySite.forEach((site, runs) -> findings.add(finding(seen, site, runs, half)));
    return findings;
  }

  private static Finding finding(Observed seen, String site, Runs runs, long half) {
    long times = runs.worst.count();
    return new Finding(
        TEXT,
        TEXT.severity(),
        site,
        (times == 1 ? "Once" : Numbers.count(times) + " times")
            + " a fiber ran"
            + (site.isEmpty() ? "" : " in " + site)
            + " for up to "
            + Times.duration(runs.longest)
            + " without a break"
            + runs.call.map(call -> " (" + call.operation() + ")").orElse("")
            + "; half of all slices take "
            + Times.duration(half)
            + " at most. Others waited for a carrier meanwhile, "
            + Times.duration(runs.behind)
            + " all together.",
        "Told from slices of "
            + seen.limitText(LONGER)
            + " on that are "
            + seen.limit(TIMES)
            + " times as long as half of all, if others waited for "
            + seen.limitText(BEHIND)
            + " of that time or longer, all together.",
        Evidence.DERIVED,
        times,
        runs.worst.list(),
        runs.stackTrace);
  }
}
