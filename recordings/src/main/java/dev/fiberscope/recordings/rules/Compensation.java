package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Holds.Hold;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.BlockingCall;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Carriers beyond the parallelism, started because others blocked. */
final class Compensation implements Rule {
  private static final Limit LONGEST =
      Limit.nanos("compensation.longest", 20, "a call that blocked while more carriers ran");
  private static final RuleText TEXT =
      new RuleText(
          "compensation",
          Group.SCHEDULING,
          Severity.LOW,
          "More carriers were started for calls that block",
          "Harmless up to maxPoolSize; if there are many, do such calls on platform threads, or limit them with a semaphore.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LONGEST);
  }

  private static final int MOST_LOOKS = 400;
  private static final int LOOKS_EACH = 64;

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.hasScheduling() && seen.session().facts().parallelism() > 0
        ? Optional.empty()
        : Optional.of(
            "How many carriers the scheduler wants was not recorded; " + seen.standard() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    int parallelism = seen.session().facts().parallelism();
    int[] carriers = carriers(seen);
    Worst worst = new Worst();
    int most = 0;
    List<Hold> longest =
        seen.holds().longHolds().stream()
            .filter(hold -> hold.nanos() >= seen.limit(LONGEST))
            .sorted(Comparator.comparingLong(Hold::nanos).reversed())
            .limit(MOST_LOOKS)
            .toList();
    for (Hold hold : longest) {
      int mounted = mounted(seen, hold);
      if (isCompensated(seen, hold)) {
        most = Math.max(most, mounted);
        worst.add(hold.nanos(), () -> occurrence(seen, hold, mounted));
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    String doing =
        worst.list().stream()
            .flatMap(each -> seen.callOf(each.fiber(), each.from(), each.to()).stream())
            .map(BlockingCall::operation)
            .findFirst()
            .orElse("");
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            carriers.length
                + " carriers ran fibers where the scheduler wants "
                + parallelism
                + ", up to "
                + most
                + " at a time"
                + (doing.isEmpty() ? "" : ", because some blocked: " + doing)
                + ".",
            "Told where a fiber kept its carrier for "
                + seen.limitText(LONGEST)
                + " or longer, of the "
                + MOST_LOOKS
                + " longest.",
            Evidence.DERIVED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }

  private static int[] carriers(Observed seen) {
    return IntStream.of(seen.session().threads().rows(ThreadTable.Kind.CARRIER))
        .filter(carrier -> seen.name(carrier).startsWith("ForkJoinPool"))
        .toArray();
  }

  /** True if more carriers than the scheduler wants ran meanwhile: one in place of this. */
  static boolean isCompensated(Observed seen, Hold hold) {
    int parallelism = seen.session().facts().parallelism();
    return parallelism > 0 && mounted(seen, hold) > parallelism;
  }

  /** How many carriers had a fiber at some moment of a hold, at most. */
  private static int mounted(Observed seen, Hold hold) {
    int[] carriers = carriers(seen);
    int most = 0;
    for (int look = 1; look < LOOKS_EACH; look++) {
      long time = hold.start() + hold.nanos() * look / LOOKS_EACH;
      int now = 0;
      for (int carrier : carriers) {
        now += seen.session().spans().at(carrier, time) == SpanTable.NONE ? 0 : 1;
      }
      most = Math.max(most, now);
    }
    return most;
  }

  private static Occurrence occurrence(Observed seen, Hold hold, int mounted) {
    String doing =
        seen.callOf(hold.fiber(), hold.start(), hold.end()).map(BlockingCall::operation).orElse("");
    return new Occurrence(
        hold.start(),
        hold.end(),
        hold.fiber(),
        hold.carrier(),
        seen.decodeAt(hold.fiber(), hold.start()),
        hold.nanos(),
        Times.duration(hold.nanos()),
        seen.name(hold.fiber())
            + " kept its carrier"
            + (doing.isEmpty() ? "" : ", " + doing)
            + ", while "
            + mounted
            + " carriers had a fiber");
  }
}
