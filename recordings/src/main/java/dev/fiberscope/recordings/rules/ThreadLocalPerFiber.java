package dev.fiberscope.recordings.rules;

import com.carrotsearch.hppc.cursors.IntLongCursor;
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
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** First values of thread-locals that are made once for each of many fibers. */
final class ThreadLocalPerFiber implements Rule {
  private static final Limit FIBERS =
      Limit.count("thread-local-per-fiber.fibers", 50, "fibers that made one");
  private static final Limit BYTES =
      Limit.bytes("thread-local-per-fiber.bytes", 1 << 20, "bytes of all of them, by samples");
  private static final Limit TIME =
      Limit.nanos("thread-local-per-fiber.time", 100, "time that making them took");
  private static final RuleText TEXT =
      new RuleText(
          "thread-local-per-fiber",
          Group.THREAD_LOCALS,
          Severity.MEDIUM,
          "An expensive value was made for every fiber",
          "A thread-local caches nothing where threads are not reused: share an immutable value (a static final, StableValue), take one from a small pool, or make it where it is used.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(FIBERS, BYTES, TIME);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return LocalUses.lacks(seen);
  }

  private static final class Made {
    private final Worst worst = new Worst();
    private final Set<Integer> fibers = new HashSet<>();
    private int stackTrace = StackTraceTable.NONE;
    private long bytes;
  }

  @Override
  public List<Finding> check(Observed seen) {
    LocalUses uses = new LocalUses(seen);
    Map<Frame, Made> bySite = new HashMap<>();
    ThreadLocalTable table = seen.session().threadLocals();
    for (int row = table.first(); row < table.count(); row++) {
      int thread = table.thread(row);
      if (table.use(row) != Use.INITIAL
          || seen.session().threads().kind(thread) != ThreadTable.Kind.FIBER) {
        continue;
      }
      Optional<Frame> caller = uses.caller(table.stackTrace(row));
      if (caller.isPresent()) {
        Made made = bySite.computeIfAbsent(caller.get(), _ -> new Made());
        made.fibers.add(thread);
        made.stackTrace = table.stackTrace(row);
        long start = table.start(row);
        long end = table.end(row);
        made.worst.add(end - start, () -> occurrence(seen, thread, start, end));
      }
    }
    for (IntLongCursor each : table.allocated()) {
      uses.callerBelowInitial(each.key)
          .map(bySite::get)
          .ifPresent(made -> made.bytes += each.value);
    }
    List<Finding> findings = new ArrayList<>();
    bySite.forEach(
        (site, made) -> {
          boolean expensive =
              made.bytes >= seen.limit(BYTES) || made.worst.sum() >= seen.limit(TIME);
          if (made.fibers.size() >= seen.limit(FIBERS) && expensive) {
            findings.add(finding(seen, site, made));
          }
        });
    return findings;
  }

  private static Occurrence occurrence(Observed seen, int thread, long start, long end) {
    return new Occurrence(
        start,
        end,
        thread,
        seen.carrierAt(thread, start),
        seen.decodeAt(thread, start),
        end - start,
        Times.duration(end - start),
        seen.name(thread) + " made one, which took " + Times.duration(end - start));
  }

  private static Finding finding(Observed seen, Frame site, Made made) {
    long count = made.worst.count();
    return new Finding(
        TEXT,
        TEXT.severity(),
        site.shortName(),
        Numbers.count(made.fibers.size(), "fiber")
            + " made a first value for a thread-local in "
            + site.shortName()
            + (site.line() > 0 ? " (line " + site.line() + ")" : "")
            + ", "
            + Numbers.count(count)
            + " in all: "
            + (made.bytes > 0
                ? "about "
                    + Numbers.bytes(made.bytes / count)
                    + " each, "
                    + Numbers.bytes(made.bytes)
                    + " together, by samples of allocations, and "
                : "")
            + Times.duration(made.worst.sum())
            + " to make them.",
        "Told where "
            + seen.limitText(FIBERS)
            + " or more fibers made one, and all of them took "
            + seen.limitText(BYTES)
            + " or "
            + seen.limitText(TIME)
            + " or more.",
        made.bytes > 0 ? Evidence.DERIVED : Evidence.RECORDED,
        count,
        made.worst.list(),
        made.stackTrace);
  }
}
