package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fibers that stay parked at one place for the rest of the session while nearly all others that run
 * the same code have ended.
 */
final class LeftBehind {
  /** So many of a kind have ended before the others look odd. */
  private static final int FEW = 10;

  /** Of those that ran the same code so many may be left, in percent. */
  private static final int MOST_LEFT = 20;

  private static final int TIMES_AS_LONG = 5;
  private static final long SHORTEST_NANOS = 500_000_000;

  private LeftBehind() {}

  private static final class Kin {
    private long ended;
    private long longestLife;
    private long lastEnd;
    private final List<Integer> left = new ArrayList<>();
  }

  static List<Finding> findings(RuleText rule, Observed seen) {
    List<Finding> findings = new ArrayList<>();
    if (!seen.hasScheduling() || !seen.hasWaitSites()) {
      return findings;
    }
    Map<String, Kin> kins = new TreeMap<>();
    ThreadTable threads = seen.session().threads();
    for (int fiber : threads.rows(ThreadTable.Kind.FIBER)) {
      String task = seen.index().sites().task(fiber);
      long start = threads.start(fiber);
      if (!task.isEmpty() && start != ThreadTable.NOT_RECORDED) {
        add(kins.computeIfAbsent(task, _ -> new Kin()), fiber, start, threads.end(fiber));
      }
    }
    kins.forEach((task, kin) -> finding(rule, seen, task, kin).ifPresent(findings::add));
    return findings;
  }

  private static void add(Kin kin, int fiber, long start, long end) {
    if (end == ThreadTable.NOT_RECORDED) {
      kin.left.add(fiber);
    } else {
      kin.ended++;
      kin.longestLife = Math.max(kin.longestLife, end - start);
      kin.lastEnd = Math.max(kin.lastEnd, end);
    }
  }

  private static Optional<Finding> finding(RuleText rule, Observed seen, String task, Kin kin) {
    long all = kin.ended + kin.left.size();
    if (kin.ended < FEW || 100L * kin.left.size() > MOST_LEFT * all) {
      return Optional.empty();
    }
    long longest = Math.max(SHORTEST_NANOS, TIMES_AS_LONG * kin.longestLife);
    Worst worst = new Worst();
    int trace = StackTraceTable.NONE;
    SpanTable spans = seen.session().spans();
    for (int fiber : kin.left) {
      int row = spans.last(fiber);
      if (row != SpanTable.NONE
          && spans.state(row) == State.PARKED
          && spans.why(row) == Why.PARK
          && spans.duration(row) >= longest) {
        int where = seen.index().sites().stackTraceOf(row);
        trace = trace == StackTraceTable.NONE ? where : trace;
        worst.add(
            spans.duration(row),
            () ->
                new Occurrence(
                    spans.start(row),
                    spans.end(row),
                    fiber,
                    Occurrence.NONE,
                    Occurrence.NONE,
                    spans.duration(row),
                    Times.duration(spans.duration(row)),
                    seen.name(fiber)
                        + " is parked since "
                        + Times.moment(spans.start(row))
                        + " s"));
      }
    }
    if (worst.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            rule,
            Severity.MEDIUM,
            task,
            Numbers.count(worst.count(), "fiber")
                + " that ran "
                + task
                + (worst.count() == 1 ? " is" : " are")
                + " parked until the end, for up to "
                + Times.duration(worst.most())
                + ", while "
                + Numbers.count(kin.ended)
                + " that ran the same have ended, each after "
                + Times.duration(kin.longestLife)
                + " at most.",
            "Told where fibers are parked for "
                + TIMES_AS_LONG
                + " times as long as others of the same code lived, and at least "
                + Times.duration(SHORTEST_NANOS)
                + ". Whether somebody will wake them is not recorded.",
            Evidence.INFERRED,
            worst.count(),
            worst.list(),
            trace));
  }
}
