package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.index.Durations;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;

/** Decodes that waited long for the rest of their message. */
final class SlowPeer implements Rule {
  private static final Limit LONGEST = Limit.nanos("slow-peer.longest", 100, "a wait for bytes");
  private static final Limit TIMES =
      Limit.count("slow-peer.times", 20, "how many times as long as half of all such waits it is");
  private static final RuleText TEXT =
      new RuleText(
          "slow-peer",
          Group.INPUT,
          Severity.MEDIUM,
          "Half a message held a decode stack for long",
          "Give a message a time in which it must be complete (DecodeScope.withTimeout), so that a slow or dead peer does not hold what others need.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LONGEST, TIMES);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return InputFacts.lacksSuspensions(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    SuspensionTable suspensions = seen.session().suspensions();
    Durations all = new Durations();
    for (int row = 0; row < suspensions.count(); row++) {
      Suspension each = suspensions.get(row);
      if (!each.isTurn() && each.resumed() != SuspensionTable.STILL_SUSPENDED) {
        all.add(Math.max(0, each.resumed() - each.time()));
      }
    }
    long half = all.percentile(0.5);
    // Of few waits nothing is usual.
    long usual = all.count() < FEW ? 0 : seen.limit(TIMES) * half;
    long longest = Math.max(seen.limit(LONGEST), usual);
    Worst worst = new Worst();
    for (int row = 0; row < suspensions.count(); row++) {
      Suspension each = suspensions.get(row);
      long end = Math.min(each.resumed(), seen.session().readTo());
      if (!each.isTurn() && each.arrived() > 0 && end - each.time() >= longest) {
        long waited = InputFacts.bytesCame(seen, each, end, end) - each.time();
        if (waited >= longest) {
          worst.add(waited, () -> occurrence(seen, each, waited));
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
            "",
            Numbers.count(worst.count(), "time")
                + " a decode waited up to "
                + Times.duration(worst.most())
                + " for the rest of a message that had begun, and kept its stack; half of all waits"
                + " for bytes take "
                + Times.duration(half)
                + " at most.",
            "Told from "
                + seen.limitText(LONGEST)
                + " on, and "
                + seen.limit(TIMES)
                + " times as long as half of all.",
            Evidence.RECORDED,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static final int FEW = 20;

  private static Occurrence occurrence(Observed seen, Suspension each, long waited) {
    return new Occurrence(
        each.time(),
        each.time() + waited,
        each.thread(),
        Occurrence.NONE,
        each.decode(),
        waited,
        Times.duration(waited),
        seen.name(each.thread())
            + " waited "
            + Times.duration(waited)
            + " behind byte "
            + each.arrived());
  }
}
