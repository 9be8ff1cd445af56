package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.WaitGroups.Blocker;
import dev.fiberscope.recordings.analysis.WaitGroups.Wait;
import dev.fiberscope.recordings.analysis.WaitGroups.WaitGroup;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.code.LocksHeld;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Monitors and locks that are held while a decoder waits for bytes. */
final class LockAcrossSuspend implements Rule {
  private static final Limit WAITED =
      Limit.nanos("lock-across-suspend.held", 1, "a suspension with the lock held");
  private static final RuleText TEXT =
      new RuleText(
          "lock-across-suspend",
          Group.SCHEDULING,
          Severity.HIGH,
          "A lock was held while its decode was suspended",
          "Read the message first, then take the lock; or keep what the lock guards out of the decoder. On carriers of the engine's own a lock does not even keep out the fibers of the same carrier.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(WAITED);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    if (seen.session().decodes().count() == 0) {
      return Optional.empty();
    }
    return seen.hasWaitSites()
        ? Optional.empty()
        : Optional.of("Where decodes were suspended was not recorded; " + seen.full() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    Map<String, Held> bySite = new TreeMap<>();
    Set<Integer> told = new HashSet<>();
    SuspensionTable suspensions = seen.session().suspensions();
    for (int row = 0; row < suspensions.count(); row++) {
      Suspension each = suspensions.get(row);
      long end = Math.min(each.resumed(), seen.session().readTo());
      if (!each.isTurn() && end - each.time() >= seen.limit(WAITED)) {
        if (monitors(seen, each, end, bySite)) {
          told.add(row);
        }
      }
    }
    locks(seen, bySite, told);
    List<Finding> findings = new ArrayList<>();
    bySite.forEach((site, held) -> findings.add(finding(seen, site, held)));
    return findings;
  }

  private static final class Held {
    private final Worst worst = new Worst();
    private final String what;
    private final Evidence evidence;
    private final int stackTrace;
    private long waiters;
    private long waited;

    private Held(String what, Evidence evidence, int stackTrace) {
      this.what = what;
      this.evidence = evidence;
      this.stackTrace = stackTrace;
    }
  }

  /**
   * Locks that methods on the stack of a suspension hold: the recording tells synchronized methods,
   * class files tell synchronized blocks and what stands between lock and unlock.
   */
  private static boolean monitors(
      Observed seen, Suspension each, long end, Map<String, Held> bySite) {
    boolean told = false;
    List<Frame> frames = seen.frames(each.stackTrace());
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      boolean inFile =
          !frame.locks()
              && i > 0
              && LocksHeld.at(seen.classes(), frame, frames.get(i - 1).method()).isPresent();
      if (frame.locks() || inFile) {
        Held held =
            bySite.computeIfAbsent(
                frame.shortName(),
                name ->
                    new Held(
                        inFile
                            ? "the lock that " + name + " takes, as its class file says"
                            : "the monitor of " + name,
                        inFile ? Evidence.DERIVED : Evidence.RECORDED,
                        each.stackTrace()));
        add(seen, held, each, end, blocked(seen, each, end));
        told = true;
      }
    }
    return told;
  }

  /** Waits for monitors, and for locks that the suspended fiber freed, during a suspension. */
  private static List<Wait> blocked(Observed seen, Suspension each, long end) {
    return seen.waitGroups().of(Set.of(Blocker.MONITOR, Blocker.LOCK)).stream()
        .flatMap(
            group ->
                group.waits().stream()
                    .filter(
                        wait ->
                            group.blocker() == Blocker.MONITOR || wait.waker() == each.thread()))
        .filter(wait -> wait.start() < end && wait.end() > each.time())
        .toList();
  }

  /**
   * A lock that somebody waited for during a suspension of who freed it then: it was held
   * meanwhile, or who waited would have got it.
   */
  private static void locks(Observed seen, Map<String, Held> bySite, Set<Integer> told) {
    for (WaitGroup group : seen.waitGroups().of(Set.of(Blocker.LOCK))) {
      // By who freed it and when it was suspended: all those who waited meanwhile.
      Map<Integer, List<Wait>> waiting = new HashMap<>();
      for (Wait wait : group.waits()) {
        if (wait.waker() != Occurrence.NONE) {
          suspensionDuring(seen, wait)
              .filter(row -> !told.contains(row))
              .ifPresent(row -> waiting.computeIfAbsent(row, _ -> new ArrayList<>()).add(wait));
        }
      }
      waiting.forEach(
          (row, waits) -> {
            Suspension each = seen.session().suspensions().get(row);
            Held held =
                bySite.computeIfAbsent(
                    group.site(),
                    site -> new Held("the lock of " + site, Evidence.DERIVED, group.stackTrace()));
            long from = each.time();
            long to = each.resumed();
            List<Wait> all =
                group.waits().stream()
                    .filter(wait -> wait.start() < to && wait.end() > from)
                    .toList();
            add(seen, held, each, to, all);
          });
    }
  }

  private static Optional<Integer> suspensionDuring(Observed seen, Wait wait) {
    for (int decode : seen.index().decodesAround(wait.waker(), wait.end(), 2)) {
      for (int row : seen.index().suspensionsAround(decode, wait.end(), 2)) {
        Suspension each = seen.session().suspensions().get(row);
        if (each.resumed() > wait.start()
            && each.resumed() <= wait.end()
            && each.resumed() - each.time() >= seen.limit(WAITED)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private static void add(Observed seen, Held held, Suspension each, long end, List<Wait> waits) {
    long waited =
        waits.stream()
            .mapToLong(wait -> Math.min(end, wait.end()) - Math.max(each.time(), wait.start()))
            .sum();
    held.waiters = Math.max(held.waiters, waits.size());
    held.waited += waited;
    held.worst.add(
        end - each.time(),
        () ->
            new Occurrence(
                each.time(),
                end,
                each.thread(),
                Occurrence.NONE,
                each.decode(),
                end - each.time(),
                Times.duration(end - each.time()),
                seen.name(each.thread())
                    + " waited for bytes with "
                    + held.what
                    + "; "
                    + (waits.isEmpty()
                        ? "nobody waited for a monitor"
                        : Numbers.count(waits.size(), "fiber")
                            + " waited, "
                            + Times.duration(waited)
                            + " in all")));
  }

  private static Finding finding(Observed seen, String site, Held held) {
    return new Finding(
        TEXT,
        held.waiters > 0 ? TEXT.severity() : Severity.LOW,
        site,
        (held.worst.count() == 1 ? "Once" : Numbers.count(held.worst.count()) + " times")
            + " a decode was suspended while it had "
            + held.what
            + ", for up to "
            + Times.duration(held.worst.most())
            + ". "
            + (held.waiters == 0
                ? "Nobody waited for it meanwhile."
                : "Up to "
                    + Numbers.count(held.waiters, "fiber")
                    + " waited meanwhile, "
                    + Times.duration(held.waited)
                    + " all together."),
        "Told from suspensions of " + seen.limitText(WAITED) + " on.",
        held.evidence,
        held.worst.count(),
        held.worst.list(),
        held.stackTrace);
  }
}
