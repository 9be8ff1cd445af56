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
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pools per carrier between which stacks drift. */
final class PoolImbalance implements Rule {
  private static final Limit DRIFT =
      Limit.count("pool-imbalance.drift", 20, "stacks that a pool gave more than it got back");
  private static final Limit SHARE =
      Limit.percent("pool-imbalance.share", 20, "of the stacks that it gave");
  private static final RuleText TEXT =
      new RuleText(
          "pool-imbalance",
          Group.STACK_POOL,
          Severity.MEDIUM,
          "The pool of one carrier starves while that of another overflows",
          "Share one pool between carriers (PoolPolicy.SHARED), or give a stack back to where it came from.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(DRIFT, SHARE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  private static final class Flow {
    private long acquired;
    private long released;
    private long misses;
    private long dropped;

    private long drift() {
      return acquired - released;
    }
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    Map<Long, Flow> flows = new TreeMap<>();
    for (int row = 0; row < pool.uses(); row++) {
      StackUse use = pool.use(row);
      if (!use.isReleased() || PoolTable.isShared(use.from()) || use.acquired() < 0) {
        continue;
      }
      Flow from = flows.computeIfAbsent(use.from(), _ -> new Flow());
      from.acquired++;
      from.misses += use.hit() ? 0 : 1;
      Flow to = flows.computeIfAbsent(use.to(), _ -> new Flow());
      to.released++;
      to.dropped += use.kept() ? 0 : 1;
    }
    Worst worst = new Worst();
    flows.forEach(
        (id, flow) -> {
          long drift = flow.drift();
          if (drift >= seen.limit(DRIFT) && 100 * drift >= seen.limit(SHARE) * flow.acquired) {
            worst.add(drift, () -> occurrence(seen, id, flow));
          }
        });
    if (worst.count() == 0) {
      return List.of();
    }
    List<Occurrence> list = worst.list();
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            list.stream().map(Occurrence::sentence).collect(Collectors.joining("; "))
                + "; "
                + overflow(seen, flows)
                + ".",
            "Told where a pool gave "
                + seen.limitText(DRIFT)
                + " stacks more than it got back, and "
                + seen.limitText(SHARE)
                + " of all that it gave.",
            Evidence.RECORDED,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static String overflow(Observed seen, Map<Long, Flow> flows) {
    var most =
        flows.entrySet().stream()
            .min(Comparator.comparingLong(each -> each.getValue().drift()))
            .orElseThrow();
    return PoolUses.name(seen, most.getKey())
        + " got "
        + Numbers.count(-most.getValue().drift())
        + " more than it gave"
        + (most.getValue().dropped == 0
            ? ""
            : ", " + Numbers.count(most.getValue().dropped) + " of them dropped");
  }

  private static Occurrence occurrence(Observed seen, long pool, Flow flow) {
    int carrier = seen.session().threads().find(JvmId.of(0, PoolTable.carrierOf(pool)));
    return new Occurrence(
        0,
        seen.session().readTo(),
        carrier,
        carrier,
        Occurrence.NONE,
        flow.drift(),
        Numbers.count(flow.drift(), "stack"),
        PoolUses.name(seen, pool)
            + " gave "
            + Numbers.count(flow.acquired, "stack")
            + " and got "
            + Numbers.count(flow.released)
            + " back, "
            + 100 * flow.misses / Math.max(1, flow.acquired)
            + " % were misses");
  }
}
