package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks that were given back, and handed out again, while their decode was suspended. */
final class DirtyReuse implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "dirty-reuse",
          Group.STACK_POOL,
          Severity.HIGH,
          "A decode stack was handed out while its decode still used it",
          "End the decode before its stack goes back: resume it with an exception, so that its finally blocks run, then release.");

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
    DecodeTable decodes = seen.session().decodes();
    Map<Long, StackUse> last = new HashMap<>();
    Worst worst = new Worst();
    for (StackUse use : PoolUses.byAcquisition(seen.session().pool())) {
      StackUse before = last.put(use.stack(), use);
      if (before == null || before.decode() < 0 || use.acquired() < 0) {
        continue;
      }
      long alive = decodes.end(before.decode());
      if (alive > use.acquired()) {
        worst.add(alive - use.acquired(), () -> occurrence(seen, before, use, alive));
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
            Numbers.count(worst.count(), "time")
                + " a decode stack was handed to a decode while another one, still alive, had its"
                + " frames on it: for up to "
                + Times.duration(worst.most())
                + " both wrote to the same memory.",
            "Told whenever it happens.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }

  private static Occurrence occurrence(Observed seen, StackUse before, StackUse use, long alive) {
    long nanos = alive - use.acquired();
    return PoolUses.occurrence(
        seen,
        use,
        nanos,
        Times.duration(nanos),
        seen.name(PoolUses.fiber(seen, use))
            + " got stack "
            + use.stack()
            + " while "
            + seen.name(PoolUses.fiber(seen, before))
            + " was "
            + (before.isReleased() && before.released() <= use.acquired()
                ? "suspended, its stack given back"
                : "decoding on it"));
  }
}
