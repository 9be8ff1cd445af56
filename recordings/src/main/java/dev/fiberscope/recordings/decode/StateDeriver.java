package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.decode.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns matched slices into spans of states. Between two slices a fiber was parked if a yield spans
 * the gap, runnable from the moment it was woken, and blocked on a monitor if it left its carrier
 * without a yield.
 */
final class StateDeriver {
  private static final int NO_LINK = SpanTable.NO_LINK;

  private final Slices slices;
  private final ThreadTable threads;
  private final long sessionEnd;
  private final Map<Integer, List<Pin>> pinsOfFiber = new HashMap<>();
  private final Map<Integer, TreeMap<Long, Long>> yieldsOfFiber = new HashMap<>();
  private final Map<Integer, List<Long>> wakesOfFiber = new HashMap<>();
  private final WaitLog.ByFiber waits;
  private final SpanTable.Builder spans = new SpanTable.Builder();

  StateDeriver(
      Slices slices,
      SchedulingLog log,
      ThreadTable threads,
      PinTable pins,
      WakeTable wakes,
      WaitLog waits,
      long sessionEnd) {
    this.slices = slices;
    this.waits = waits.byFiber(threads.count());
    this.threads = threads;
    this.sessionEnd = sessionEnd;
    for (int row = 0; row < pins.count(); row++) {
      Pin pin = pins.get(row);
      pinsOfFiber.computeIfAbsent(pin.thread(), _ -> new ArrayList<>()).add(pin);
    }
    pinsOfFiber.values().forEach(list -> list.sort(Comparator.comparingLong(Pin::start)));
    for (int row = 0; row < log.count(); row++) {
      if (log.kind(row) == Kind.YIELD) {
        yieldsOfFiber
            .computeIfAbsent(log.thread(row), _ -> new TreeMap<>())
            .put(log.start(row), log.end(row));
      }
    }
    for (int row = 0; row < wakes.count(); row++) {
      wakesOfFiber.computeIfAbsent(wakes.thread(row), _ -> new ArrayList<>()).add(wakes.time(row));
    }
    wakesOfFiber.values().forEach(list -> list.sort(Comparator.naturalOrder()));
  }

  SpanTable derive() {
    Map<Integer, List<Integer>> slicesOfFiber = new HashMap<>();
    for (int slice = 0; slice < slices.count(); slice++) {
      int fiber = slices.fiber(slice);
      if (fiber == ThreadTable.NO_THREAD) {
        spans.add(
            slices.carrier(slice),
            slices.start(slice),
            slices.end(slice),
            State.RUNNING,
            Evidence.RECORDED,
            NO_LINK);
      } else {
        slicesOfFiber.computeIfAbsent(fiber, _ -> new ArrayList<>()).add(slice);
      }
    }
    for (int fiber : threads.rows(ThreadTable.Kind.FIBER)) {
      fiber(fiber, slicesOfFiber.getOrDefault(fiber, List.of()));
    }
    return spans.build(threads.count());
  }

  private void fiber(int fiber, List<Integer> unsorted) {
    List<Integer> own = unsorted.stream().sorted(Comparator.comparingLong(slices::start)).toList();
    if (own.isEmpty()) {
      lonePins(fiber);
      return;
    }
    long started = threads.start(fiber);
    if (started != ThreadTable.NOT_RECORDED) {
      add(fiber, started, slices.start(own.getFirst()), State.RUNNABLE, Evidence.RECORDED);
    }
    for (int i = 0; i < own.size(); i++) {
      mounted(fiber, own.get(i));
      if (i + 1 < own.size()) {
        gap(fiber, own.get(i), own.get(i + 1));
      }
    }
    long lastSliceEnd = slices.end(own.getLast());
    if (threads.end(fiber) == ThreadTable.NOT_RECORDED) {
      // Its last yield never returned, so there is no event; it most likely still waits.
      add(fiber, lastSliceEnd, sessionEnd, State.PARKED, Evidence.INFERRED);
    }
  }

  /** A slice, on the fiber's track and on the carrier's, with the pins inside it. */
  private void mounted(int fiber, int slice) {
    long from = slices.start(slice);
    long end = slices.end(slice);
    for (Pin pin : pinsOfFiber.getOrDefault(fiber, List.of())) {
      long pinStart = Math.max(pin.start(), from);
      long pinEnd = Math.min(pin.end(), end);
      if (pinStart < pinEnd) {
        onBoth(fiber, slice, from, pinStart, State.RUNNING, slices.evidence(slice));
        onBoth(fiber, slice, pinStart, pinEnd, State.PINNED, Evidence.RECORDED);
        from = pinEnd;
      }
    }
    onBoth(fiber, slice, from, end, State.RUNNING, slices.evidence(slice));
  }

  private void onBoth(int fiber, int slice, long from, long to, State state, Evidence evidence) {
    spans.add(fiber, from, to, state, evidence, slices.carrier(slice));
    spans.add(slices.carrier(slice), from, to, state, evidence, fiber);
  }

  private void gap(int fiber, int sliceBefore, int sliceAfter) {
    long gapStart = slices.end(sliceBefore);
    long gapEnd = slices.start(sliceAfter);
    if (slices.evidence(sliceBefore) == Evidence.RECORDED) {
      gapOnOwnCarrier(fiber, sliceBefore, gapEnd);
      return;
    }
    Map.Entry<Long, Long> yield =
        yieldsOfFiber.getOrDefault(fiber, new TreeMap<>()).floorEntry(gapStart);
    if (yield == null || yield.getValue() < gapStart) {
      // A wait is told when it is over; what else leaves without a yield waits for a monitor.
      boolean notified = waits.endsWithin(fiber, gapEnd, slices.end(sliceAfter), Why.WAIT);
      Why why = notified ? Why.WAIT : Why.MONITOR;
      add(fiber, gapStart, gapEnd, State.BLOCKED, why, Evidence.DERIVED);
      return;
    }
    // A yield that returned before the next known slice returned in one that is missing.
    long parkedUntil = Math.min(yield.getValue(), gapEnd);
    Why why = waits.around(fiber, yield.getKey(), yield.getValue());
    if (why == Why.YIELD) {
      add(fiber, gapStart, parkedUntil, State.RUNNABLE, why, Evidence.DERIVED);
    } else {
      parked(fiber, yield.getKey(), gapStart, parkedUntil, why == Why.UNKNOWN ? Why.PARK : why);
    }
    add(fiber, parkedUntil, gapEnd, State.UNKNOWN, Evidence.INFERRED);
  }

  private void parked(int fiber, long yielded, long from, long to, Why why) {
    long woken = Math.clamp(firstWake(fiber, yielded, to), from, to);
    add(fiber, from, woken, State.PARKED, why, Evidence.DERIVED);
    add(fiber, woken, to, State.RUNNABLE, Evidence.RECORDED);
  }

  /** A fiber of the engine's own carriers says itself why it left. */
  private void gapOnOwnCarrier(int fiber, int sliceBefore, long gapEnd) {
    long gapStart = slices.end(sliceBefore);
    if (slices.isInLine(sliceBefore)) {
      add(fiber, gapStart, gapEnd, State.RUNNABLE, Why.YIELD, Evidence.RECORDED);
      return;
    }
    // It may be woken after it said that it waits and before it has left.
    long woken = Math.max(gapStart, lastWake(fiber, slices.start(sliceBefore), gapEnd));
    add(fiber, gapStart, woken, State.PARKED, Why.SUSPENDED, Evidence.RECORDED);
    add(fiber, woken, gapEnd, State.RUNNABLE, Evidence.RECORDED);
  }

  /** When the fiber was last woken between two times, or {@code to}. */
  private long lastWake(int fiber, long from, long to) {
    long last = to;
    for (long wake = firstWake(fiber, from, to); wake < to; wake = firstWake(fiber, wake + 1, to)) {
      last = wake;
    }
    return last;
  }

  /** When the fiber was first woken between two times, or {@code to}. */
  private long firstWake(int fiber, long from, long to) {
    List<Long> wakes = wakesOfFiber.getOrDefault(fiber, List.of());
    int low = 0;
    int high = wakes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (wakes.get(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < wakes.size() ? Math.min(wakes.get(low), to) : to;
  }

  /** Pins are recorded with their carrier, so they can be shown where slices are missing. */
  private void lonePins(int fiber) {
    for (Pin pin : pinsOfFiber.getOrDefault(fiber, List.of())) {
      spans.add(fiber, pin.start(), pin.end(), State.PINNED, Evidence.RECORDED, pin.carrier());
    }
  }

  private void add(int track, long from, long to, State state, Why why, Evidence evidence) {
    spans.add(track, from, to, state, why, evidence, NO_LINK);
  }

  private void add(int track, long from, long to, State state, Evidence evidence) {
    spans.add(track, from, to, state, evidence, NO_LINK);
  }
}
