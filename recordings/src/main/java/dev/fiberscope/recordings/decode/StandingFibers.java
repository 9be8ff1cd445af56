package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.IntLongHashMap;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Fibers of which no event tells, but that somebody saw: one that has been parked since before the
 * recording began writes none. What they did when they were seen they most likely go on to do.
 */
final class StandingFibers {
  private record Seen(int fiber, int carrier, long time, Standing standing) {}

  private final ThreadTable threads;
  private final long originNanos;
  private final List<Seen> seen = new ArrayList<>();

  StandingFibers(ThreadTable threads, long originNanos) {
    this.threads = threads;
    this.originNanos = originNanos;
  }

  /** Takes who of those that have a carrier waits. */
  @FunctionalInterface
  interface Mounted {
    /**
     * @param time ns since the session began
     */
    void seen(int fiber, long time, boolean waits);
  }

  /** Takes what was seen; later looks come later. */
  void add(List<Standing> look, Mounted mounted) {
    for (Standing each : look) {
      int fiber = threads.rowOf(JvmId.of(0, each.id()), each.name(), true);
      int carrier = ThreadTable.NO_THREAD;
      if (each.carrier() >= 0) {
        carrier = threads.rowOf(JvmId.of(0, each.carrier()), each.carrierName(), false);
        threads.markCarrier(carrier);
      }
      long time = Math.max(0, each.time() - originNanos);
      seen.add(new Seen(fiber, carrier, time, each));
      mounted.seen(fiber, time, each.state() == State.PINNED);
    }
  }

  /**
   * How many fibers were seen of which no spans tell.
   *
   * @param isTold true for threads of which spans tell
   */
  int unheard(IntPredicate isTold) {
    return (int) seen.stream().mapToInt(Seen::fiber).filter(isTold.negate()).distinct().count();
  }

  /**
   * Tells what they do from when they were seen, until they were seen again.
   *
   * @param end until when
   * @param isTold true for threads of which spans tell
   * @return when each of the others was seen first
   */
  IntLongHashMap tell(long end, IntPredicate isTold, SpanSink spans) {
    IntLongHashMap until = new IntLongHashMap();
    List<Runnable> inOrder = new ArrayList<>();
    for (Seen each : seen.reversed()) {
      if (!isTold.test(each.fiber)) {
        long to = until.getOrDefault(each.fiber, end);
        until.put(each.fiber, each.time);
        inOrder.add(() -> tell(each, to, isTold, spans));
      }
    }
    // A track takes its spans in the order of time.
    inOrder.reversed().forEach(Runnable::run);
    return until;
  }

  private static void tell(Seen each, long to, IntPredicate isTold, SpanSink spans) {
    int link = each.carrier == ThreadTable.NO_THREAD ? SpanTable.NO_LINK : each.carrier;
    add(spans, each.fiber, each.time, to, each, link);
    if (each.carrier != ThreadTable.NO_THREAD && !isTold.test(each.carrier)) {
      add(spans, each.carrier, each.time, to, each, each.fiber);
    }
  }

  private static void add(SpanSink spans, int track, long from, long to, Seen seen, int link) {
    if (from < to) {
      spans.add(track, from, to, seen.standing.state(), Why.UNKNOWN, Evidence.INFERRED, link);
    }
  }
}
