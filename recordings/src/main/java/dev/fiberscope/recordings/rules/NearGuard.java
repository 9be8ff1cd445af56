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
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes that left less than a tenth of their stack. */
final class NearGuard implements Rule {
  private static final Limit LEFT =
      Limit.percent("near-guard.left", 10, "of the frames that were left");
  private static final RuleText TEXT =
      new RuleText(
          "near-guard",
          Group.STACK_POOL,
          Severity.MEDIUM,
          "A decode came close to the guard of its stack",
          "Give decode stacks more frames (EngineConfig.frameCapacity) before a deeper message comes.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LEFT);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    // A mark stays with its stack: only who raised it came so far.
    Map<Long, Integer> marks = new HashMap<>();
    Worst worst = new Worst();
    for (StackUse use : PoolUses.byRelease(pool)) {
      int mark = use.highWaterFrames();
      int before = marks.getOrDefault(use.stack(), 0);
      marks.put(use.stack(), Math.max(before, mark));
      boolean isNear = 100L * (use.frameCapacity() - mark) < seen.limit(LEFT) * use.frameCapacity();
      if (mark > before && isNear && !wasStopped(seen, use)) {
        worst.add(
            mark,
            () ->
                PoolUses.occurrence(
                    seen,
                    use,
                    mark,
                    mark + " of " + use.frameCapacity(),
                    seen.name(PoolUses.fiber(seen, use))
                        + " had "
                        + mark
                        + " of "
                        + use.frameCapacity()
                        + " frames open on stack "
                        + use.stack()));
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
            Numbers.count(worst.count(), "decode")
                + " left less than "
                + seen.limitText(LEFT)
                + " of the frames of a stack: "
                + list.getFirst().value()
                + " at most.",
            "Told where less than " + seen.limitText(LEFT) + " of the frames were left.",
            Evidence.RECORDED,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static boolean wasStopped(Observed seen, StackUse use) {
    return use.decode() >= 0
        && seen.session().decodes().outcome(use.decode()) == Outcome.FAILED
        && FailedDecodes.isGuard(seen.session().decodes().get(use.decode()));
  }
}
