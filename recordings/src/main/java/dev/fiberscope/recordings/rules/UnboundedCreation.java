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
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;

/** Living fibers that grow in number without end. */
final class UnboundedCreation implements Rule {
  private static final Limit LIVING =
      Limit.count("unbounded-creation.living", 1_000, "fibers that live at the end");
  private static final RuleText TEXT =
      new RuleText(
          "unbounded-creation",
          Group.SCHEDULING,
          Severity.MEDIUM,
          "Fibers are started faster than they end",
          "Limit how many are started: take a permit (Semaphore) or room in a queue before each start, and tell the source to wait.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(LIVING);
  }

  private static final int PARTS = 10;

  /** Of so many of the last parts, ... */
  private static final int LAST = 8;

  /** ... in so many there were more than in the one before. */
  private static final int GROWING = 5;

  /** What the JDK needs for one that waits, with a stack of a few frames. */
  private static final long BYTES_EACH = 1_024;

  @Override
  public Optional<String> lacks(Observed seen) {
    ThreadTable threads = seen.session().threads();
    for (int fiber : threads.rows(ThreadTable.Kind.FIBER)) {
      if (threads.start(fiber) != ThreadTable.NOT_RECORDED) {
        return Optional.empty();
      }
    }
    return Optional.of("No start of a fiber was recorded; " + seen.standard() + ".");
  }

  @Override
  public List<Finding> check(Observed seen) {
    ThreadTable threads = seen.session().threads();
    int[] fibers = threads.rows(ThreadTable.Kind.FIBER);
    long end = seen.session().readTo();
    long begin = end - 1;
    for (int fiber : fibers) {
      long start = threads.start(fiber);
      begin = start == ThreadTable.NOT_RECORDED ? begin : Math.min(begin, start);
    }
    long[] changes = new long[PARTS + 1];
    long living = 0;
    long started = 0;
    for (int fiber : fibers) {
      long start = threads.start(fiber);
      long ended = threads.end(fiber);
      if (start != ThreadTable.NOT_RECORDED) {
        started++;
        changes[part(start, begin, end)]++;
        if (ended == ThreadTable.NOT_RECORDED) {
          living++;
        } else {
          changes[part(ended, begin, end)]--;
        }
      }
    }
    if (living < seen.limit(LIVING) || !isGrowing(changes, living)) {
      return List.of();
    }
    return List.of(finding(seen, fibers, living, started, end - begin));
  }

  private static int part(long time, long begin, long end) {
    return (int) Math.clamp((time - begin) * (double) PARTS / (end - begin), 0, PARTS - 1);
  }

  /** It grows up to the end, and not only in one stroke. */
  private static boolean isGrowing(long[] changes, long living) {
    int growing = 0;
    for (int part = PARTS - LAST; part < PARTS; part++) {
      // A part of what lives at the end came in each.
      growing += changes[part] * PARTS * 4 >= living ? 1 : 0;
    }
    return growing >= GROWING && changes[PARTS - 1] + changes[PARTS - 2] > 0;
  }

  private static Finding finding(
      Observed seen, int[] fibers, long living, long started, long nanos) {
    ThreadTable threads = seen.session().threads();
    Worst worst = new Worst();
    int trace = StackTraceTable.NONE;
    long end = seen.session().readTo();
    int parent = ThreadTable.NO_THREAD;
    for (int fiber : fibers) {
      long start = threads.start(fiber);
      if (start != ThreadTable.NOT_RECORDED && threads.end(fiber) == ThreadTable.NOT_RECORDED) {
        if (trace == StackTraceTable.NONE) {
          var wake = seen.index().lastWake(fiber, start, start + 1);
          trace = wake.map(seen.index()::stackTraceOf).orElse(StackTraceTable.NONE);
          parent = threads.parent(fiber);
        }
        worst.add(
            end - start,
            () ->
                new Occurrence(
                    start,
                    end,
                    fiber,
                    Occurrence.NONE,
                    Occurrence.NONE,
                    end - start,
                    Times.duration(end - start),
                    seen.name(fiber) + " has not ended"));
      }
    }
    String site = seen.site(trace);
    return new Finding(
        TEXT,
        TEXT.severity(),
        site,
        Numbers.count(started, "fiber")
            + " were started"
            + (site.isEmpty()
                ? parent == ThreadTable.NO_THREAD ? "" : " by " + seen.name(parent)
                : " in " + site)
            + ", "
            + Numbers.count(Math.round(started * 1e9 / nanos))
            + " a second, and "
            + Numbers.count(living)
            + " of them live at the end, more in each part of the recording than in the one"
            + " before. At 1 KiB each and more that is "
            + Numbers.bytes(living * BYTES_EACH)
            + ".",
        "Told where "
            + seen.limitText(LIVING)
            + " or more live at the end and their number grew in "
            + GROWING
            + " of the last "
            + LAST
            + " tenths of the time since the first was started.",
        Evidence.RECORDED,
        worst.count(),
        worst.list(),
        trace);
  }
}
