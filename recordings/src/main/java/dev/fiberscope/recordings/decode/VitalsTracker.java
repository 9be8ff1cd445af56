package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.CpuLoad;
import dev.fiberscope.recordings.store.HeapUse;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.Pause.Cause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Throttling;
import dev.fiberscope.recordings.store.Vitals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Takes in what the JVM did as a whole: pauses, CPU, heap. */
final class VitalsTracker {
  /** What is over earlier holds nobody up; profiles record thousands of these. */
  private static final long SHORTEST_NANOS = 1_000_000;

  private final List<Pause> pauses = new ArrayList<>();
  private final List<CpuLoad> cpu = new ArrayList<>();
  private final List<HeapUse> heap = new ArrayList<>();
  private final List<Throttling> throttling = new ArrayList<>();

  /** What the container's counters said last: a stretch that ends there. */
  private Throttling counted;

  private long mostHeap;

  Map<String, EventHandler> handlers() {
    return Map.of(
        "jdk.GCPhasePause", event -> pause(event, Cause.COLLECTION, ""),
        "jdk.ExecuteVMOperation", this::operation,
        "jdk.SafepointBegin", event -> unlessShort(event, Cause.STOPPING, ""),
        "jdk.CPULoad", this::load,
        "jdk.ContainerCPUThrottling", this::throttling,
        "jdk.GCHeapSummary", event -> heap(event, Field.HEAP_USED),
        "jdk.GCHeapMemoryUsage", event -> heap(event, Field.USED),
        "jdk.GCHeapConfiguration", event -> mostHeap = event.number(Field.MAX_SIZE));
  }

  private void operation(Event event) {
    if (event.flag(Field.SAFEPOINT)) {
      unlessShort(event, Cause.OPERATION, event.text(Field.OPERATION));
    }
  }

  private void unlessShort(Event event, Cause cause, String operation) {
    if (event.end() - event.start() >= SHORTEST_NANOS) {
      pause(event, cause, operation);
    }
  }

  private void pause(Event event, Cause cause, String operation) {
    pauses.add(new Pause(event.start(), event.end(), cause, operation));
  }

  private void load(Event event) {
    float jvm = event.fraction(Field.JVM_USER) + event.fraction(Field.JVM_SYSTEM);
    float machine = event.fraction(Field.MACHINE_TOTAL);
    // The first one of a recording has nothing to compare with, and says 0 of all.
    if (!cpu.isEmpty() || jvm > 0 || machine > 0) {
      cpu.add(new CpuLoad(event.start(), share(jvm), share(machine)));
    }
  }

  /** Also of what a damaged recording says. */
  private static float share(float told) {
    return told > 0 ? Math.min(1, told) : 0;
  }

  /** Counters of the container, which go on from before the recording. */
  private void throttling(Event event) {
    Throttling now =
        new Throttling(
            counted == null ? event.start() : counted.to(),
            event.start(),
            event.number(Field.CPU_ELAPSED_SLICES),
            event.number(Field.CPU_THROTTLED_SLICES),
            event.number(Field.CPU_THROTTLED_TIME));
    if (counted != null && now.to() > now.from()) {
      long slices = now.slices() - counted.slices();
      long throttled = now.throttled() - counted.throttled();
      // What is damaged, or of another container, counts backwards.
      if (slices > 0 && throttled >= 0 && throttled <= slices) {
        throttling.add(
            new Throttling(
                now.from(),
                now.to(),
                slices,
                throttled,
                Math.max(0, now.nanos() - counted.nanos())));
      }
    }
    counted = now;
  }

  private void heap(Event event, Field bytes) {
    heap.add(new HeapUse(event.start(), Math.max(0, event.number(bytes))));
  }

  /**
   * The rows of now.
   *
   * @param several true if they are of several JVMs, whose counters say nothing together
   */
  Vitals frozen(boolean several) {
    return new Vitals(
        merged(),
        inOrder(several ? List.of() : cpu, CpuLoad::time),
        inOrder(several ? List.of() : throttling, Throttling::to),
        inOrder(several ? List.of() : heap, HeapUse::time),
        mostHeap);
  }

  private static <T> RecordTable<T> inOrder(List<T> rows, ToLongFunction<T> time) {
    RecordTable<T> table = new RecordTable<>();
    rows.stream().sorted(Comparator.comparingLong(time)).forEach(table::add);
    return table;
  }

  /** A collection is an operation too, and both are recorded: they become one pause. */
  private RecordTable<Pause> merged() {
    RecordTable<Pause> table = new RecordTable<>();
    Pause last = null;
    for (Pause next : inTime()) {
      if (last == null) {
        last = next;
      } else if (next.start() < last.end()) {
        last = both(last, next);
      } else {
        table.add(last);
        last = next;
      }
    }
    if (last != null) {
      table.add(last);
    }
    return table;
  }

  private List<Pause> inTime() {
    return pauses.stream().sorted(Comparator.comparingLong(Pause::start)).toList();
  }

  private static Pause both(Pause one, Pause other) {
    Pause plainer = one.cause().compareTo(other.cause()) <= 0 ? one : other;
    return new Pause(
        one.start(), Math.max(one.end(), other.end()), plainer.cause(), plainer.operation());
  }
}
