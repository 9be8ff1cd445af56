package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.store.Vitals;

/** What is true of the whole JVM over time. */
final class CounterTables {
  private static final int PARTS = 1_000;

  private static final Words<Pause.Cause> CAUSES = new Words<>(Pause.Cause.class);

  private CounterTables() {}

  static SessionTable counters(Session session) {
    Lazy<FiberCounts> counts = new Lazy<>(() -> FiberCounts.of(session, PARTS));
    Vitals vitals = session.vitals();
    double part = session.duration() / (double) PARTS;
    return new TableBuilder(
            session, "counter", "A thousandth of the recording, and what was true in its middle")
        .time("start_ns", "Its begin", TableColumn.NULL, row -> (long) (row * part))
        .time("end_ns", "Its end", TableColumn.NULL, row -> (long) ((row + 1) * part))
        .whole("living", "Fibers that lived", row -> (long) counts.get().living()[row])
        .part("mounted", "Fibers on a carrier", row -> counts.get().mounted()[row])
        .part("waiting", "Fibers that waited for a carrier", row -> counts.get().waiting()[row])
        .part(
            "cpu_jvm",
            "Share of all processors that the JVM took",
            row ->
                vitals
                    .loadAt((long) ((row + 0.5) * part))
                    .map(load -> (double) load.jvm())
                    .orElse(Double.NaN))
        .part(
            "cpu_machine",
            "Share of all processors that everything took",
            row ->
                vitals
                    .loadAt((long) ((row + 0.5) * part))
                    .map(load -> (double) load.machine())
                    .orElse(Double.NaN))
        .part(
            "cpu_throttled",
            "Share of slices in which the container's CPU quota was used up",
            row ->
                vitals
                    .throttlingAt((long) ((row + 0.5) * part))
                    .map(Throttling::share)
                    .orElse(Double.NaN))
        .whole(
            "heap_bytes",
            "Bytes of the heap in use",
            row -> {
              long bytes = vitals.heapAt((long) ((row + 0.5) * part));
              return bytes == Vitals.UNKNOWN ? TableColumn.NULL : bytes;
            })
        .build(0, PARTS);
  }

  static SessionTable pauses(Session session) {
    RecordTable<Pause> pauses = session.vitals().pauses();
    return new TableBuilder(session, "pause", "A stretch in which the JVM let no thread run")
        .time("start_ns", "Its begin", TableColumn.NULL, row -> pauses.get(row).start())
        .whole("duration_ns", "Its length", row -> pauses.get(row).duration())
        .text(
            "cause",
            "collection, operation, or stopping (time to safepoint)",
            row -> CAUSES.of(pauses.get(row).cause()))
        .text("operation", "The JVM's word for it", row -> pauses.get(row).operation())
        .build(0, pauses.count());
  }
}
