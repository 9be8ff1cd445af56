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
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Optional;

/** Inheritable thread-locals that are copied into every fiber. */
final class InheritedThreadLocal implements Rule {
  private static final Limit FIBERS =
      Limit.count("inherited-thread-local.fibers", 50, "threads that got copies");
  private static final RuleText TEXT =
      new RuleText(
          "inherited-thread-local",
          Group.THREAD_LOCALS,
          Severity.LOW,
          "Every fiber got copies of its parent's thread-locals",
          "Make fibers that need none without them (Thread.ofVirtual().inheritInheritableThreadLocals(false)), or bind what they need with a ScopedValue.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(FIBERS);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return LocalUses.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    ThreadLocalTable table = seen.session().threadLocals();
    Worst worst = new Worst();
    long copies = 0;
    int trace = StackTraceTable.NONE;
    for (int row = table.first(); row < table.count(); row++) {
      if (table.use(row) == Use.COPY) {
        copies++;
      } else if (table.use(row) == Use.INHERIT && isOfFiber(seen, table.stackTrace(row))) {
        trace = table.stackTrace(row);
        long start = table.start(row);
        long end = table.end(row);
        int parent = seen.fiberOn(table.thread(row), start);
        worst.add(
            end - start,
            () ->
                new Occurrence(
                    start,
                    end,
                    parent,
                    Occurrence.NONE,
                    seen.decodeAt(parent, start),
                    end - start,
                    Times.duration(end - start),
                    seen.name(parent)
                        + " made a fiber and copied its thread-locals, which took "
                        + Times.duration(end - start)));
      }
    }
    if (worst.count() < seen.limit(FIBERS)) {
      return List.of();
    }
    String site = seen.site(trace);
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            site,
            "The thread-locals of who made them were copied into "
                + Numbers.count(worst.count(), "fiber")
                + (copies == 0 ? "" : ", " + Numbers.count(copies, "value") + " at least")
                + ", which took "
                + Times.duration(worst.sum())
                + (site.isEmpty() ? "." : "; the last of them made in " + site + "."),
            "Told from " + seen.limitText(FIBERS) + " on.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            trace));
  }

  /** Platform threads inherit too; they are made elsewhere. */
  private static boolean isOfFiber(Observed seen, int trace) {
    return seen.frames(trace).stream()
        .anyMatch(
            frame ->
                frame.type().startsWith("java.lang.VirtualThread")
                    || frame.type().startsWith("java.lang.ThreadBuilders$VirtualThread")
                    || frame.type().startsWith("java.lang.BaseVirtualThread"));
  }
}
