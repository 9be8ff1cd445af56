package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.Why;

/**
 * Turns matched slices into spans of states. Between two slices a fiber was parked if a yield spans
 * the gap, runnable from the moment it was woken, and blocked on a monitor if it left its carrier
 * without a yield.
 */
final class StateDeriver {
  private static final int NO_LINK = SpanTable.NO_LINK;
  private static final int NONE = -1;

  private final Storage work;
  private final Slices slices;
  private final SchedulingLog log;
  private final ThreadTable threads;
  private final PinTable pins;
  private final WakeTable wakes;
  private final WaitLog waits;
  private final long sessionEnd;
  private final RowsByKey slicesOfFiber;
  private final RowsByKey slicesOfCarrier;
  private final RowsByKey yieldsOfFiber;
  private final RowsByKey pinsOfFiber;
  private final RowsByKey pinsOfCarrier;
  private final RowsByKey wakesOfFiber;
  private final RowsByKey waitsOfFiber;

  StateDeriver(
      Storage work,
      Slices slices,
      SchedulingLog log,
      ThreadTable threads,
      PinTable pins,
      WakeTable wakes,
      WaitLog waits,
      long sessionEnd) {
    int count = threads.count();
    this.work = work;
    this.slices = slices;
    this.log = log;
    this.threads = threads;
    this.pins = pins;
    this.wakes = wakes;
    this.waits = waits;
    this.sessionEnd = sessionEnd;
    try (Meanwhile<RowsByKey> yields = Meanwhile.start(() -> log.yields(work, count))) {
      slicesOfFiber = slices.byFiber(count);
      slicesOfCarrier = slices.byCarrier(count);
      yieldsOfFiber = yields.result();
    }
    pinsOfFiber = pins.byThread(work, count);
    pinsOfCarrier = pins.byCarrier(work, count);
    wakesOfFiber = wakes.byThread(work, count);
    waitsOfFiber = waits.byFiber(work, count);
  }

  /** Derives the spans of all tracks, half of them on another thread. */
  SpanTable derive(Storage storage) {
    int count = threads.count();
    int half = half(count);
    Tracks first = new Tracks(new SpanTable.Builder(storage));
    Tracks second = new Tracks(new SpanTable.Builder(work));
    try (Meanwhile<SpanTable.Builder> secondHalf =
        Meanwhile.start(() -> second.derive(half, count))) {
      first.derive(0, half).addAll(secondHalf.result());
    }
    return first.spans.build(count);
  }

  /** The first track behind half of the slices, of which each is on two. */
  private int half(int count) {
    int track = 0;
    while (track < count
        && slicesOfFiber.first(track) + slicesOfCarrier.first(track) < slices.count()) {
      track++;
    }
    return track;
  }

  /** Derives the spans of some tracks, one after the other. */
  private final class Tracks {
    private final SpanTable.Builder spans;
    private final RowsByKey.Cursor yieldCursor = yieldsOfFiber.cursor();
    private final RowsByKey.Cursor pinCursor = pinsOfFiber.cursor();
    private final WaitLog.Reasons reasons = waits.reasons(waitsOfFiber);

    private final Cancellation cancellation = work.cancellation();

    private Tracks(SpanTable.Builder spans) {
      this.spans = spans;
    }

    private SpanTable.Builder derive(int from, int to) {
      for (int thread = from; thread < to; thread++) {
        if (threads.kind(thread) == ThreadTable.Kind.FIBER) {
          fiber(thread);
        } else {
          carrier(thread);
        }
      }
      return spans;
    }

    private void carrier(int carrier) {
      if (slicesOfCarrier.first(carrier) == slicesOfCarrier.first(carrier + 1)) {
        lonePins(pinsOfCarrier, carrier);
      }
      for (int i = slicesOfCarrier.first(carrier); i < slicesOfCarrier.first(carrier + 1); i++) {
        int slice = slicesOfCarrier.row(i);
        if (slices.assigned(slice)) {
          mounted(carrier, slices.fiber(slice), slice);
        } else {
          add(carrier, slices.start(slice), slices.end(slice), State.RUNNING, Evidence.RECORDED);
        }
      }
    }

    private void fiber(int fiber) {
      int first = slicesOfFiber.first(fiber);
      int end = slicesOfFiber.first(fiber + 1);
      if (first == end) {
        lonePins(pinsOfFiber, fiber);
        return;
      }
      long started = threads.start(fiber);
      if (started != ThreadTable.NOT_RECORDED) {
        long mounted = slices.start(slicesOfFiber.row(first));
        add(fiber, started, mounted, State.RUNNABLE, Evidence.RECORDED);
      }
      for (int i = first; i < end; i++) {
        int slice = slicesOfFiber.row(i);
        mounted(fiber, slices.carrier(slice), slice);
        if (i + 1 < end) {
          gap(fiber, slice, slicesOfFiber.row(i + 1));
        }
      }
      if (threads.end(fiber) == ThreadTable.NOT_RECORDED) {
        // Its last yield never returned, so there is no event; it most likely still waits.
        long left = slices.end(slicesOfFiber.row(end - 1));
        add(fiber, left, sessionEnd, State.PARKED, Evidence.INFERRED);
      }
    }

    /** A slice on one of its two tracks, with the pins inside it. */
    private void mounted(int track, int link, int slice) {
      cancellation.row();
      int fiber = slices.fiber(slice);
      long from = slices.start(slice);
      long end = slices.end(slice);
      Evidence evidence = slices.evidence(slice);
      // A pin before the slice may last into it.
      int place = Math.max(pinsOfFiber.first(fiber), pinCursor.lastUpTo(fiber, from));
      for (; place < pinsOfFiber.first(fiber + 1); place++) {
        Pin pin = pins.get(pinsOfFiber.row(place));
        if (pin.start() >= end) {
          break;
        }
        long pinStart = Math.max(pin.start(), from);
        long pinEnd = Math.min(pin.end(), end);
        if (pinStart < pinEnd) {
          spans.add(track, from, pinStart, State.RUNNING, evidence, link);
          spans.add(track, pinStart, pinEnd, State.PINNED, Evidence.RECORDED, link);
          from = pinEnd;
        }
      }
      spans.add(track, from, end, State.RUNNING, evidence, link);
    }

    private void gap(int fiber, int sliceBefore, int sliceAfter) {
      long gapStart = slices.end(sliceBefore);
      long gapEnd = slices.start(sliceAfter);
      if (slices.evidence(sliceBefore) == Evidence.RECORDED) {
        gapOnOwnCarrier(fiber, sliceBefore, gapEnd);
        return;
      }
      int place = yieldCursor.lastUpTo(fiber, gapStart);
      int yield = place < yieldsOfFiber.first(fiber) ? NONE : log.yield(yieldsOfFiber.row(place));
      if (yield == NONE || log.end(yield) < gapStart) {
        // A wait is told when it is over; what else leaves without a yield waits for a monitor.
        boolean notified = reasons.endsWithin(fiber, gapEnd, slices.end(sliceAfter), Why.WAIT);
        Why why = notified ? Why.WAIT : Why.MONITOR;
        add(fiber, gapStart, gapEnd, State.BLOCKED, why, Evidence.DERIVED);
        return;
      }
      // A yield that returned before the next known slice returned in one that is missing.
      long parkedUntil = Math.min(log.end(yield), gapEnd);
      Why why = reasons.around(fiber, log.start(yield), log.end(yield));
      if (why == Why.YIELD) {
        add(fiber, gapStart, parkedUntil, State.RUNNABLE, why, Evidence.DERIVED);
      } else {
        parked(fiber, log.start(yield), gapStart, parkedUntil, why == Why.UNKNOWN ? Why.PARK : why);
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
      for (long wake = firstWake(fiber, from, to);
          wake < to;
          wake = firstWake(fiber, wake + 1, to)) {
        last = wake;
      }
      return last;
    }

    /** When the fiber was first woken between two times, or {@code to}. */
    private long firstWake(int fiber, long from, long to) {
      int place = Math.max(wakesOfFiber.first(fiber), wakesOfFiber.lastUpTo(fiber, from - 1) + 1);
      return place < wakesOfFiber.first(fiber + 1)
          ? Math.min(wakes.time(wakesOfFiber.row(place)), to)
          : to;
    }

    /** Pins are recorded with their carrier, so they can be shown where slices are missing. */
    private void lonePins(RowsByKey pinsOfTrack, int track) {
      for (int place = pinsOfTrack.first(track); place < pinsOfTrack.first(track + 1); place++) {
        Pin pin = pins.get(pinsOfTrack.row(place));
        int link = track == pin.thread() ? pin.carrier() : pin.thread();
        spans.add(track, pin.start(), pin.end(), State.PINNED, Evidence.RECORDED, link);
      }
    }

    private void add(int track, long from, long to, State state, Why why, Evidence evidence) {
      spans.add(track, from, to, state, why, evidence, NO_LINK);
    }

    private void add(int track, long from, long to, State state, Evidence evidence) {
      spans.add(track, from, to, state, evidence, NO_LINK);
    }
  }
}
