package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stall.Line;
import dev.fiberscope.recordings.threads.Stalls;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fibers that wait for each other, as snapshots of threads tell. */
final class LockCycle implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "lock-cycle",
          Group.SCHEDULING,
          Severity.HIGH,
          "Fibers wait for each other",
          "Take locks in one order everywhere, or take them with a time limit (tryLock). The JDK's own search for deadlocks leaves virtual threads out.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return seen.snapshots().isEmpty()
        ? Optional.of(
            "Who waits for whom is told by snapshots of threads, and there is none; take one while"
                + " it hangs (Ctrl+J, or fiberscope threads PID -o FILE.jfr.threads-1.json).")
        : Optional.empty();
  }

  @Override
  public List<Finding> check(Observed seen) {
    Map<String, Worst> byTitle = new TreeMap<>();
    Map<String, Stall> stalls = new TreeMap<>();
    for (ThreadSnapshot snapshot : seen.snapshots()) {
      for (Stall stall : Stalls.of(snapshot)) {
        if (stall.kind() == Stall.Kind.DEADLOCK) {
          stalls.put(stall.title(), stall);
          Worst worst = byTitle.computeIfAbsent(stall.title(), _ -> new Worst());
          long time = time(seen, snapshot);
          stall.chain().forEach(line -> worst.add(1, () -> occurrence(seen, line, time)));
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    stalls.forEach(
        (title, stall) ->
            findings.add(
                new Finding(
                    TEXT,
                    TEXT.severity(),
                    title.replaceFirst("^.*?: ", ""),
                    title + ". " + stall.sentence(),
                    "Told from snapshots of threads.",
                    stall.chain().stream().anyMatch(Line::inferred)
                        ? Evidence.INFERRED
                        : Evidence.RECORDED,
                    stall.chain().size(),
                    byTitle.get(title).list(),
                    StackTraceTable.NONE)));
    return findings;
  }

  private static long time(Observed seen, ThreadSnapshot snapshot) {
    long nanos = Duration.between(seen.session().begin(), snapshot.time()).toNanos();
    return Math.clamp(nanos, 0, seen.session().duration());
  }

  private static Occurrence occurrence(Observed seen, Line line, long time) {
    int thread =
        line.thread()
            .map(id -> seen.session().threads().find(JvmId.of(0, id)))
            .orElse(Occurrence.NONE);
    return new Occurrence(time, time, thread, Occurrence.NONE, Occurrence.NONE, 1, "", line.text());
  }
}
