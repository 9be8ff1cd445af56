package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;

/** Stacks of decodes that ended, which nobody gave back. */
final class LeakedStack implements Rule {
  private static final Limit SINCE =
      Limit.nanos("leaked-stack.since", 20, "time from the end of the decode on");
  private static final RuleText TEXT =
      new RuleText(
          "leaked-stack",
          Group.STACK_POOL,
          Severity.HIGH,
          "A decode stack was not given back",
          "Give it back in a finally block, whatever ends the decode: an error, a cancellation, the end of its fiber.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(SINCE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    DecodeTable decodes = seen.session().decodes();
    long end = seen.session().readTo();
    Worst worst = new Worst();
    for (int row = 0; row < pool.uses(); row++) {
      StackUse use = pool.use(row);
      if (use.isReleased() || use.decode() < 0) {
        continue;
      }
      long over = decodes.outcome(use.decode()) == Outcome.OPEN ? end : decodes.end(use.decode());
      int fiber = PoolUses.fiber(seen, use);
      if (fiber >= 0 && seen.session().threads().end(fiber) != ThreadTable.NOT_RECORDED) {
        over = Math.min(over, seen.session().threads().end(fiber));
      }
      long since = end - over;
      if (since >= seen.limit(SINCE)) {
        worst.add(
            since,
            () ->
                PoolUses.occurrence(
                    seen,
                    use,
                    since,
                    Times.duration(since),
                    "stack "
                        + use.stack()
                        + " of "
                        + seen.name(fiber)
                        + " is held "
                        + Times.duration(since)
                        + " after its decode was over"));
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            Numbers.count(worst.count())
                + " of "
                + Numbers.count(pool.uses(), "decode stack")
                + " that were taken "
                + (worst.count() == 1 ? "was" : "were")
                + " never given back though the decode was over, for up to "
                + Times.duration(worst.most())
                + ".",
            "Told from " + seen.limitText(SINCE) + " behind the end of the decode on.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }
}
