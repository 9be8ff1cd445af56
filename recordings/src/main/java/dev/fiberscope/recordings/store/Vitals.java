package dev.fiberscope.recordings.store;

import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the JVM did as a whole, in the order of time.
 *
 * @param pauses they do not overlap
 * @param cpu empty if not recorded, or of several JVMs; what follows likewise
 * @param throttling of the container, if it has a quota; stretches follow each other
 * @param mostHeap bytes that the heap may have; 0 if not told
 */
public record Vitals(
    RecordTable<Pause> pauses,
    RecordTable<CpuLoad> cpu,
    RecordTable<Throttling> throttling,
    RecordTable<HeapUse> heap,
    long mostHeap) {
  /** Of a recording that says nothing. */
  public static final Vitals NONE =
      new Vitals(
          new RecordTable<>(), new RecordTable<>(), new RecordTable<>(), new RecordTable<>(), 0);

  /** Bytes of the heap where it was not recorded. */
  public static final long UNKNOWN = -1;

  /** The first load holds for as long before it as JVMs usually measure. */
  private static final long FIRST_LOAD_NANOS = 1_000_000_000;

  /** The load that was measured over a time; empty where none was. */
  public Optional<CpuLoad> loadAt(long time) {
    int row = firstFrom(cpu, CpuLoad::time, time);
    boolean told = row < cpu.count() && (row > 0 || time >= cpu.get(0).time() - FIRST_LOAD_NANOS);
    return told ? Optional.of(cpu.get(row)) : Optional.empty();
  }

  /**
   * Bytes of the heap that were in use, or {@link #UNKNOWN}; between two looks as much as lies on
   * the line between them.
   */
  public long heapAt(long time) {
    int row = firstFrom(heap, HeapUse::time, time);
    if (row == heap.count() || row == 0 && heap.get(0).time() > time) {
      return UNKNOWN;
    }
    HeapUse next = heap.get(row);
    HeapUse last = heap.get(Math.max(0, row - 1));
    long apart = next.time() - last.time();
    double share = apart == 0 ? 1 : (time - last.time()) / (double) apart;
    return last.bytes() + Math.round(share * (next.bytes() - last.bytes()));
  }

  /** What was seen of the container's quota over a time; empty where nothing was. */
  public Optional<Throttling> throttlingAt(long time) {
    int row = firstFrom(throttling, Throttling::to, time);
    return row < throttling.count() && throttling.get(row).from() <= time
        ? Optional.of(throttling.get(row))
        : Optional.empty();
  }

  /** The first pause that ends at a time or later, or how many there are. */
  public int firstPauseEndingFrom(long time) {
    return firstFrom(pauses, Pause::end, time);
  }

  private static <T> int firstFrom(RecordTable<T> rows, ToLongFunction<T> timeOf, long time) {
    int low = 0;
    int high = rows.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timeOf.applyAsLong(rows.get(middle)) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
