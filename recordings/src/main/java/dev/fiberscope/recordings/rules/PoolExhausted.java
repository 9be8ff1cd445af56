package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.WaitGroups.Blocker;
import dev.fiberscope.recordings.analysis.WaitGroups.Wait;
import dev.fiberscope.recordings.analysis.WaitGroups.WaitGroup;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Semaphores and pools that everyone waits for while few are inside. */
final class PoolExhausted implements Rule {
  private static final Limit WAITING =
      Limit.count("pool-exhausted.waiting", 10, "fibers that wait at the same time");
  private static final Limit LONGEST = Limit.nanos("pool-exhausted.longest", 100, "a wait");
  private static final RuleText TEXT =
      new RuleText(
          "pool-exhausted",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "Many fibers waited for one of few",
          "Let fewer fibers want one at a time, or have more of them; look at what those do that have one, and give it back before waiting for something else.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(WAITING, LONGEST);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.hasWaitObjects()
        ? Optional.empty()
        : Optional.of("Where fibers wait was not recorded; " + seen.full() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    List<Finding> findings = new ArrayList<>();
    for (WaitGroup group : seen.waitGroups().of(Set.of(Blocker.SEMAPHORE, Blocker.QUEUE))) {
      Inside inside = Inside.of(seen, group);
      long longest = group.waits().stream().mapToLong(Wait::nanos).max().orElse(0);
      if (longest >= seen.limit(LONGEST)
          && group.peak() >= seen.limit(WAITING)
          && isGivenBack(group, inside)) {
        findings.add(finding(seen, group, inside, longest));
      }
    }
    return findings;
  }

  /** Who waits for work is woken by others; of a pool one takes what another one gives back. */
  private static boolean isGivenBack(WaitGroup group, Inside inside) {
    return inside.wakes() == 0
        ? group.blocker() == Blocker.SEMAPHORE
        : 2 * inside.wakesByMembers() >= inside.wakes();
  }

  private static Finding finding(Observed seen, WaitGroup group, Inside inside, long longest) {
    Worst worst = new Worst();
    for (Wait wait : group.waits()) {
      worst.add(
          wait.nanos(),
          () ->
              WaitOccurrence.of(
                  seen,
                  wait,
                  seen.name(wait.fiber())
                      + " waited for "
                      + group.blocker().text()
                      + ", "
                      + Times.duration(wait.nanos())));
    }
    return new Finding(
        TEXT,
        TEXT.severity(),
        group.site(),
        Numbers.count(group.fibers(), "fiber")
            + " waited for "
            + group.where()
            + ", up to "
            + group.peak()
            + " at a time and for up to "
            + Times.duration(longest)
            + ", "
            + Times.duration(worst.sum())
            + " all together. "
            + (inside.wakes() == 0
                ? "Nobody gave one back meanwhile."
                : "Who had one kept it for "
                    + Times.duration(inside.medianNanos())
                    + " in the middle"
                    + inside.doing()
                    + "."),
        "Told where "
            + seen.limitText(WAITING)
            + " or more fibers waited at a time, one of them for "
            + seen.limitText(LONGEST)
            + " or longer, and most were woken by others who had waited there too.",
        Evidence.DERIVED,
        group.waits().size(),
        worst.list(),
        group.stackTrace());
  }
}
