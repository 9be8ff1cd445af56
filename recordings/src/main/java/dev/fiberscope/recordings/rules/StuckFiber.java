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
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fibers that stay suspended although what they wait for is there. */
final class StuckFiber implements Rule {
  private static final Limit LATE =
      Limit.nanos("stuck-fiber.late", 100, "time from the arrival of the bytes to the wake-up");
  private static final RuleText TEXT =
      new RuleText(
          "stuck-fiber",
          Group.SCHEDULING,
          Severity.HIGH,
          "A fiber was not woken",
          "Look at who should have woken it: the wake-up must come after what it waits for is there, and the fiber must look again before it waits (a lost wake-up).");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LATE);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    boolean recorded =
        seen.session().suspensions().count() > 0 && seen.session().arrivals().count() > 0;
    return recorded || seen.session().decodes().count() == 0 && seen.hasScheduling()
        ? Optional.empty()
        : Optional.of(
            "Suspensions and arrivals of bytes were not recorded; " + seen.standard() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    List<Finding> findings = new ArrayList<>();
    decodes(seen).ifPresent(findings::add);
    findings.addAll(LeftBehind.findings(TEXT, seen));
    return findings;
  }

  private static Optional<Finding> decodes(Observed seen) {
    SuspensionTable suspensions = seen.session().suspensions();
    long late = seen.limit(LATE);
    Worst worst = new Worst();
    int trace = StackTraceTable.NONE;
    for (int row = 0; row < suspensions.count(); row++) {
      Suspension each = suspensions.get(row);
      long end = Math.min(each.resumed(), seen.session().readTo());
      if (each.isTurn() || end - each.time() < late) {
        continue;
      }
      long arrived = InputFacts.bytesCame(seen, each, end, NEVER);
      long woken = wokenBetween(seen, each.thread(), each.time(), end);
      if (arrived != NEVER && woken - arrived >= late) {
        trace = trace == StackTraceTable.NONE ? each.stackTrace() : trace;
        worst.add(woken - arrived, () -> occurrence(seen, each, arrived, woken));
      }
    }
    if (worst.count() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "bytes",
            Numbers.count(worst.count(), "decode")
                + " stayed suspended although the bytes had arrived, for up to "
                + Times.duration(worst.most())
                + ".",
            "Told from " + seen.limitText(LATE) + " on between the arrival and the wake-up.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            trace));
  }

  private static final long NEVER = -1;

  /** When a fiber was woken, or until when it was not. */
  private static long wokenBetween(Observed seen, int fiber, long from, long to) {
    return seen.index().lastWake(fiber, from, to).map(Wake::time).orElse(to);
  }

  private static Occurrence occurrence(Observed seen, Suspension each, long arrived, long woken) {
    boolean never = each.resumed() == SuspensionTable.STILL_SUSPENDED;
    return new Occurrence(
        each.time(),
        woken,
        each.thread(),
        Occurrence.NONE,
        each.decode(),
        woken - arrived,
        Times.duration(woken - arrived),
        seen.name(each.thread())
            + (never ? " was never woken though" : " was woken late:")
            + " its bytes arrived at "
            + Times.moment(arrived)
            + " s");
  }
}
