package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.store.CpuLoad;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.Vitals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How many fibers lived, were on a carrier and waited for one, on average over each thousandth of
 * the session, and how many waited at most; CPU and heap of the JVM in the middle of it.
 */
public record CounterRows(Session session) implements Rows {
  private static final int PARTS = 1_000;

  @Override
  public List<String> columns() {
    return List.of(
        "start_ns",
        "end_ns",
        "living",
        "mounted",
        "waiting",
        "waiting_most",
        "cpu_jvm",
        "cpu_machine",
        "cpu_throttled",
        "heap_bytes");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    FiberCounts counts = FiberCounts.of(session, PARTS);
    for (int part = 0; part < PARTS; part++) {
      long start = (long) (part * counts.partNanos());
      long end = (long) ((part + 1) * counts.partNanos());
      Optional<CpuLoad> load = session.vitals().loadAt((start + end) / 2);
      long heap = session.vitals().heapAt((start + end) / 2);
      taker.row(
          start,
          end,
          (long) counts.living()[part],
          thousandths(counts.mounted()[part]),
          thousandths(counts.waiting()[part]),
          session.queueLengths().isRecorded()
              ? (Object) (long) session.queueLengths().most(start, end)
              : "",
          load.isPresent() ? (Object) thousandths(load.get().jvm()) : "",
          load.isPresent() ? (Object) thousandths(load.get().machine()) : "",
          session
              .vitals()
              .throttlingAt((start + end) / 2)
              .<Object>map(throttling -> thousandths(throttling.share()))
              .orElse(""),
          heap == Vitals.UNKNOWN ? "" : (Object) heap);
    }
  }

  private static double thousandths(double value) {
    return Math.round(1_000 * value) / 1_000.0;
  }
}
