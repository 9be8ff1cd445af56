package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;

/** Decodes that go on elsewhere while they use what belongs to the first carrier. */
final class MigrationWithAffinity implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "migration-with-affinity",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "A decode left the carrier that its stack belongs to",
          "Share one pool (PoolPolicy.SHARED), or hold the fiber to its carrier while it decodes (Fiber.hold).");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    Worst worst = new Worst();
    for (int row = 0; row < pool.uses(); row++) {
      StackUse use = pool.use(row);
      if (use.isReleased() && use.from() != use.to() && use.acquired() >= 0) {
        worst.add(use.released() - use.acquired(), () -> occurrence(seen, use));
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "decode stack",
            Numbers.count(worst.count())
                + " of "
                + Numbers.count(pool.uses(), "decode")
                + " took a decode stack from the pool of one carrier and ended on another, which"
                + " got it.",
            "Told whenever pools belong to carriers.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }

  private static Occurrence occurrence(Observed seen, StackUse use) {
    int fiber = use.decode() < 0 ? Occurrence.NONE : seen.session().decodes().thread(use.decode());
    return new Occurrence(
        use.acquired(),
        use.released(),
        fiber,
        seen.carrierAt(fiber, use.released()),
        use.decode(),
        use.released() - use.acquired(),
        Times.duration(use.released() - use.acquired()),
        seen.name(fiber)
            + " took stack "
            + use.stack()
            + " from "
            + PoolUses.name(seen, use.from())
            + " and gave it to "
            + PoolUses.name(seen, use.to()));
  }
}
