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
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Idle stacks that keep their memory long after they were needed. */
final class RetainedMemory implements Rule {
  private static final Limit BYTES =
      Limit.bytes("retained-memory.bytes", 1 << 20, "memory of idle stacks");
  private static final Limit SINCE =
      Limit.nanos("retained-memory.since", 500, "time that most of them were not needed");
  private static final RuleText TEXT =
      new RuleText(
          "retained-memory",
          Group.STACK_POOL,
          Severity.LOW,
          "Idle decode stacks keep the memory of a peak",
          "Lower EngineConfig.idleStackCap, or call StackPool.trim when the peak is over; idle stacks are trimmed by themselves after two seconds.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(BYTES, SINCE);
  }

  /** An idle stack for each one in use is as it should be; so many are not. */
  private static final int TIMES_AS_MANY = 10;

  @Override
  public Optional<String> lacks(Observed seen) {
    return PoolUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    PoolTable pool = seen.session().pool();
    double bytesEach = StackBytes.mean(pool);
    List<Occupancy> looks = PoolUses.occupancyByTime(pool);
    Worst worst = new Worst();
    Map<Long, Integer> idleOf = new HashMap<>();
    long since = -1;
    long idle = 0;
    long idleThen = 0;
    long end = seen.session().readTo();
    for (int i = 0; i <= looks.size(); i++) {
      boolean last = i == looks.size();
      long time = last ? end : looks.get(i).time();
      if (!last) {
        Occupancy look = looks.get(i);
        idle += look.idle() - idleOf.getOrDefault(look.pool(), 0);
        idleOf.put(look.pool(), look.idle());
      }
      boolean retains =
          !last
              && idle * bytesEach >= seen.limit(BYTES)
              && looks.get(i).live() * TIMES_AS_MANY <= idle;
      if (retains) {
        since = since < 0 ? time : since;
        idleThen = Math.max(idleThen, idle);
      } else if (since >= 0) {
        add(seen, worst, since, time, idleThen, bytesEach);
        since = -1;
        idleThen = 0;
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
            list.getFirst().sentence() + ".",
            "Told where idle stacks keep "
                + seen.limitText(BYTES)
                + " or more for "
                + seen.limitText(SINCE)
                + " or longer while at most a tenth as many are in use. Bytes follow from high-water"
                + " marks.",
            Evidence.DERIVED,
            worst.count(),
            list,
            StackTraceTable.NONE));
  }

  private static void add(
      Observed seen, Worst worst, long from, long to, long idle, double bytesEach) {
    if (to - from >= seen.limit(SINCE)) {
      long bytes = Math.round(idle * bytesEach);
      worst.add(
          bytes,
          () ->
              new Occurrence(
                  from,
                  to,
                  Occurrence.NONE,
                  Occurrence.NONE,
                  Occurrence.NONE,
                  bytes,
                  Numbers.bytes(bytes),
                  Numbers.count(idle, "idle decode stack")
                      + " kept "
                      + Numbers.bytes(bytes)
                      + " for "
                      + Times.duration(to - from)
                      + " while few were in use"));
    }
  }
}
