package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.Why;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What goes on at the end of what is settled: slices that are not over, and what fibers that have
 * not ended do since their last one.
 */
final class TailDeriver {
  private final SpanDeriver.Window window;
  private final Carriers carriers;
  private final HeldCarriers held;
  private final WakeMatcher wakes;

  TailDeriver(SpanDeriver.Window window, Carriers carriers, HeldCarriers held, WakeMatcher wakes) {
    this.window = window;
    this.carriers = carriers;
    this.held = held;
    this.wakes = wakes;
  }

  /**
   * Tells it.
   *
   * @param fibers those that have not ended
   * @param submits true if it was recorded when fibers were put in line
   */
  void tell(long end, IntArrayList fibers, boolean submits, SpanSink spans, WakeSink told) {
    BitSet mounted = new BitSet();
    for (Carrier carrier : carriers.all()) {
      if (carrier.open != null && carrier.open.start() < end) {
        open(carrier, end, spans, told);
        if (carrier.open.fiber() != ThreadTable.NO_THREAD) {
          mounted.set(carrier.open.fiber());
        }
      }
    }
    long[] pending = submits ? wakes.pending() : new long[0];
    for (int i = 0; i < fibers.size(); i++) {
      int fiber = fibers.get(i);
      if (mounted.get(fiber)) {
        continue;
      }
      if (window.states().hasRun(fiber)) {
        rest(fiber, end, submits, pending, spans, told);
      } else if (submits && window.threads().start(fiber) != ThreadTable.NOT_RECORDED) {
        // It began, and whatever ended that would have been recorded.
        add(spans, fiber, window.threads().start(fiber), end, State.RUNNING);
      }
    }
  }

  /**
   * A fiber that began and ended and has no slice: the JVM lost the only one (JDK-8391824), and
   * with it on which carrier it was.
   */
  void lostLife(int fiber, SpanSink spans) {
    long start = window.threads().start(fiber);
    if (start != ThreadTable.NOT_RECORDED && !window.states().hasRun(fiber)) {
      add(spans, fiber, start, window.threads().end(fiber), State.RUNNING);
    }
  }

  private void open(Carrier carrier, long end, SpanSink spans, WakeSink told) {
    OpenSlice open = carrier.open;
    if (open.fiber() == ThreadTable.NO_THREAD) {
      add(spans, carrier.thread, open.start(), end, State.RUNNING);
      return;
    }
    open.tell(open.start(), spans, told);
    Locals locals = new Locals();
    SpanDeriver deriver = SpanDeriver.ofPins(window, open.slices, locals, spans);
    long pinned = carrier.run.fiber == open.fiber() ? carrier.run.pinnedSince() : Long.MAX_VALUE;
    deriver.mounted(carrier.thread, open.fiber(), 0, pinned, end);
    deriver.mounted(open.fiber(), carrier.thread, 0, pinned, end);
  }

  /** What became of a fiber behind its last slice. */
  private void rest(
      int fiber, long end, boolean submits, long[] pending, SpanSink spans, WakeSink told) {
    FiberStates states = window.states();
    long left = states.end(fiber);
    int itself = states.itself.getOrDefault(fiber, Submits.NONE);
    if (itself != Submits.NONE) {
      add(spans, fiber, left, end, State.RUNNABLE);
      told.add(fiber, fiber, left, WakeTable.NOT_MOUNTED, Evidence.INFERRED, "in line as it left");
      return;
    }
    long away = left;
    if (submits || states.wasOnOwnCarrier(fiber)) {
      long woken = firstFrom(pending, states.lastSign(fiber), end);
      // Whether it waits for a time is told when the wait is over.
      away = Math.max(left, Math.min(woken, held.sinceAtEnd(end)));
    }
    add(spans, fiber, left, away, State.PARKED);
    add(spans, fiber, away, end, State.AWAY);
  }

  private static long firstFrom(long[] sorted, long time, long otherwise) {
    int place = Arrays.binarySearch(sorted, time);
    int first = place < 0 ? -place - 1 : place;
    return first < sorted.length ? sorted[first] : otherwise;
  }

  private static void add(SpanSink spans, int track, long from, long to, State state) {
    spans.add(track, from, to, state, Why.UNKNOWN, Evidence.INFERRED, SpanTable.NO_LINK);
  }
}
