package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Pools whose cap is below the number of decodes that live at a time. */
final class PoolThrash implements Rule {
  private static final Limit AGAIN =
      Limit.count("pool-thrash.again", 50, "stacks that were made though as many had been dropped");
  private static final Limit SHARE =
      Limit.percent("pool-thrash.share", 10, "of all that were taken");
  private static final RuleText TEXT =
      new RuleText(
          "pool-thrash",
          Group.STACK_POOL,
          Severity.MEDIUM,
          "Decode stacks are dropped and made again",
          "Keep as many idle stacks as decodes live at a time (EngineConfig.idleStackCap), or let fewer decode at a time.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(AGAIN, SHARE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    long again = Math.min(pool.drops(), pool.misses());
    long taken = pool.hits() + pool.misses();
    if (again < seen.limit(AGAIN) || 100 * again < seen.limit(SHARE) * taken) {
      return List.of();
    }
    int live = 0;
    int idle = 0;
    for (int row = 0; row < pool.occupancies(); row++) {
      live = Math.max(live, pool.occupancy(row).live());
      idle = Math.max(idle, pool.occupancy(row).idle());
    }
    Worst worst = new Worst();
    for (int row = 0; row < pool.uses(); row++) {
      StackUse use = pool.use(row);
      if (use.isReleased() && !use.kept()) {
        worst.add(
            1,
            () ->
                PoolUses.occurrence(
                    seen, use, 1, "dropped", "stack " + use.stack() + " was dropped"));
      }
    }
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            Numbers.count(pool.drops(), "stack")
                + " were dropped and "
                + Numbers.count(pool.misses())
                + " made, of "
                + Numbers.count(taken)
                + " that were taken: up to "
                + Numbers.count(live)
                + " were in use at a time, and at most "
                + Numbers.count(idle)
                + " idle ones were kept.",
            "Told where "
                + seen.limitText(AGAIN)
                + " stacks or more were both dropped and made, and "
                + seen.limitText(SHARE)
                + " of those that were taken.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }
}
