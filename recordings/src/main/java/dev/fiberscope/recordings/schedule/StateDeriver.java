package dev.fiberscope.recordings.schedule;

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
 * Turns matched slices into spans of states, and matched submits into wake-ups. Between two slices
 * a fiber was parked if a yield spans the gap, blocked on a monitor if it left its carrier without
 * one, and runnable from the moment it was put in line. Where nothing tells that moment it was
 * away: parked, or waiting for a carrier.
 */
final class StateDeriver {
  private static final int NO_LINK = SpanTable.NO_LINK;
  private static final int NONE = -1;

  private final Storage work;
  private final Slices slices;
  private final SchedulingLog log;
  private final ThreadTable threads;
  private final PinTable pins;
  private final Wakes wakes;
  private final WakeTable recorded;
  private final WaitLog waits;
  private final long sessionEnd;
  private final RowsByKey slicesOfFiber;
  private final RowsByKey slicesOfCarrier;
  private final RowsByKey pinsOfFiber;
  private final RowsByKey pinsOfCarrier;
  private final RowsByKey recordedOfFiber;
  private final RowsByKey waitsOfFiber;
  private final HeldCarriers held;

  /**
   * @param recorded wake-ups that events tell of
   */
  StateDeriver(
      Storage work,
      Slices slices,
      SchedulingLog log,
      ThreadTable threads,
      PinTable pins,
      Wakes wakes,
      WakeTable recorded,
      WaitLog waits,
      SortedRows rows,
      long sessionEnd) {
    int count = threads.count();
    this.work = work;
    this.slices = slices;
    this.log = log;
    this.threads = threads;
    this.pins = pins;
    this.wakes = wakes;
    this.recorded = recorded;
    this.waits = waits;
    this.sessionEnd = sessionEnd;
    slicesOfFiber = rows.slicesOfFiber();
    slicesOfCarrier = rows.slicesOfCarrier();
    pinsOfFiber = pins.byThread(work, count);
    pinsOfCarrier = pins.byCarrier(work, count);
    recordedOfFiber = recorded.byThread(work, count);
    waitsOfFiber = rows.waitsOf();
    held = new HeldCarriers(slices, waits, rows, count);
  }

  /** Spans of all tracks, and the wake-ups that began and ended them. */
  record Derived(SpanTable spans, WakeTable wakes) {}

  /** Derives all tracks, half of them on another thread. */
  Derived derive(Storage storage) {
    int count = threads.count();
    int half = half(count);
    Tracks first = new Tracks(new SpanTable.Builder(storage), new WakeTable(storage));
    Tracks second = new Tracks(new SpanTable.Builder(work), new WakeTable(work));
    try (Meanwhile<Tracks> secondHalf = Meanwhile.start(() -> second.derive(half, count))) {
      first.derive(0, half);
      first.spans.addAll(secondHalf.result().spans);
      first.told.addAll(second.told);
    }
    return new Derived(first.spans.build(count), first.told);
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
    private final WakeTable told;
    private final RowsByKey.Cursor pinCursor = pinsOfFiber.cursor();
    private final WaitLog.Reasons reasons = waits.reasons(waitsOfFiber);
    private final Cancellation cancellation = work.cancellation();

    private Tracks(SpanTable.Builder spans, WakeTable told) {
      this.spans = spans;
      this.told = told;
    }

    private Tracks derive(int from, int to) {
      for (int thread = from; thread < to; thread++) {
        if (threads.kind(thread) == ThreadTable.Kind.FIBER) {
          fiber(thread);
        } else {
          carrier(thread);
        }
      }
      return this;
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
          Evidence evidence = slices.isOpen(slice) ? Evidence.INFERRED : Evidence.RECORDED;
          add(carrier, slices.start(slice), slices.end(slice), State.RUNNING, evidence);
        }
      }
    }

    private void fiber(int fiber) {
      int first = slicesOfFiber.first(fiber);
      int end = slicesOfFiber.first(fiber + 1);
      if (first == end) {
        withoutSlices(fiber);
        return;
      }
      begin(fiber, slicesOfFiber.row(first));
      for (int i = first; i < end; i++) {
        int slice = slicesOfFiber.row(i);
        mounted(fiber, slices.carrier(slice), slice);
        if (i + 1 < end) {
          gap(fiber, slice, slicesOfFiber.row(i + 1));
        }
      }
      if (threads.end(fiber) == ThreadTable.NOT_RECORDED) {
        rest(fiber, slicesOfFiber.row(end - 1));
      }
    }

    private void withoutSlices(int fiber) {
      lonePins(pinsOfFiber, fiber);
      long started = threads.start(fiber);
      if (wakes.areRecorded()
          && started != ThreadTable.NOT_RECORDED
          && threads.end(fiber) == ThreadTable.NOT_RECORDED) {
        // It began, and whatever ended that would have been recorded.
        add(fiber, started, sessionEnd, State.RUNNING, Evidence.INFERRED);
      }
    }

    private void begin(int fiber, int slice) {
      long mounted = slices.start(slice);
      int submit = wakes.submit(slice);
      if (submit != NONE && wakes.isStart(submit)) {
        add(fiber, wakes.time(submit), mounted, State.RUNNABLE, wakes.evidence(slice));
        tell(fiber, submit, slice, WakeTable.STARTED);
      } else if (submit != NONE) {
        // It was there before the recording; nothing tells what it did until it was woken.
        add(fiber, wakes.time(submit), mounted, State.RUNNABLE, wakes.evidence(slice));
        tell(fiber, submit, slice, "");
      } else if (threads.start(fiber) != ThreadTable.NOT_RECORDED) {
        add(fiber, threads.start(fiber), mounted, State.RUNNABLE, Evidence.RECORDED);
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
      long pinned = Math.clamp(slices.pinnedSince(slice), from, end);
      spans.add(track, from, pinned, State.RUNNING, evidence, link);
      spans.add(track, pinned, end, State.PINNED, Evidence.INFERRED, link);
    }

    private void gap(int fiber, int sliceBefore, int sliceAfter) {
      long gapEnd = slices.start(sliceAfter);
      // A fiber may be mounted elsewhere before its last carrier is done with leaving it.
      long gapStart = Math.min(slices.end(sliceBefore), gapEnd);
      if (slices.evidence(sliceBefore) == Evidence.RECORDED) {
        gapOnOwnCarrier(fiber, sliceBefore, gapEnd);
        return;
      }
      int yield = slices.yield(sliceAfter);
      if (yield == NONE) {
        // A wait is told when it is over; what else leaves without a yield waits for a monitor.
        boolean notified = reasons.endsWithin(fiber, gapEnd, slices.end(sliceAfter), Why.WAIT);
        Why why = notified ? Why.WAIT : Why.MONITOR;
        waited(fiber, gapStart, gapStart, gapEnd, sliceAfter, State.BLOCKED, why);
        return;
      }
      long yielded = log.start(yield);
      Why why = reasons.around(fiber, yielded, log.end(yield));
      why = why == Why.UNKNOWN ? Why.PARK : why;
      // A yield that returned before the next known slice returned in one that is missing.
      long until = Math.min(log.end(yield), gapEnd);
      waited(
          fiber, yielded, gapStart, until, until < gapEnd ? NONE : sliceAfter, State.PARKED, why);
      add(fiber, until, gapEnd, State.UNKNOWN, Evidence.INFERRED);
    }

    /**
     * A wait off the carrier.
     *
     * @param slice the slice that ended it, NONE if that is missing
     */
    private void waited(
        int fiber, long yielded, long from, long to, int slice, State state, Why why) {
      if (why == Why.YIELD) {
        add(fiber, from, to, State.RUNNABLE, why, Evidence.DERIVED);
        told.add(fiber, fiber, from, to, Evidence.DERIVED, "yielded");
        return;
      }
      long due = why == Why.SLEEP ? reasons.due() : WaitLog.NO_DUE;
      int row = recordedWake(fiber, yielded, to);
      int submit = slice == NONE ? NONE : wakes.submit(slice);
      if (row != NONE) {
        long woken = Math.clamp(recorded.time(row), from, to);
        wait(fiber, from, Math.min(woken, Math.max(from, due)), to, state, why, Evidence.RECORDED);
        told.add(fiber, recorded.waker(row), woken, to, Evidence.RECORDED, recorded.reason(row));
      } else if (submit != NONE) {
        long woken = wakes.isItself(slice) ? from : Math.clamp(wakes.time(submit), from, to);
        if (due <= woken) {
          wait(fiber, from, Math.clamp(due, from, to), to, state, why, Evidence.DERIVED);
        } else {
          woken(fiber, from, woken, to, slice, state, why);
        }
        tell(fiber, submit, slice, why.text());
      } else if (due <= to) {
        wait(fiber, from, Math.clamp(due, from, to), to, state, why, Evidence.DERIVED);
      } else {
        add(fiber, from, to, State.AWAY, why, Evidence.INFERRED);
      }
    }

    private void wait(
        int fiber, long from, long woken, long to, State state, Why why, Evidence evidence) {
      add(fiber, from, woken, state, why, Evidence.DERIVED);
      add(fiber, woken, to, State.RUNNABLE, evidence);
    }

    /** A wait whose end a submit tells; of a timer, if it was on time. */
    private void woken(int fiber, long from, long woken, long to, int slice, State state, Why why) {
      int waker = wakes.waker(wakes.submit(slice));
      long away = woken;
      if (!wakes.isItself(slice)
          && threads.kind(waker) == ThreadTable.Kind.CARRIER
          && woken - from >= HeldCarriers.LATE_NANOS) {
        long since = Math.max(from, held.since(woken));
        away = woken - since >= HeldCarriers.LATE_NANOS ? since : woken;
      }
      add(fiber, from, away, state, why, Evidence.DERIVED);
      add(fiber, away, woken, State.AWAY, why, Evidence.INFERRED);
      add(fiber, woken, to, State.RUNNABLE, wakes.evidence(slice));
    }

    private void tell(int fiber, int submit, int slice, String reason) {
      told.add(
          fiber,
          wakes.waker(submit),
          Math.min(wakes.time(submit), slices.start(slice)),
          slices.start(slice),
          wakes.evidence(slice),
          reason);
    }

    /** The first wake-up between two times that an event tells of, or NONE. */
    private int recordedWake(int fiber, long from, long to) {
      int place =
          Math.max(recordedOfFiber.first(fiber), recordedOfFiber.lastUpTo(fiber, from - 1) + 1);
      if (place >= recordedOfFiber.first(fiber + 1)) {
        return NONE;
      }
      int row = recordedOfFiber.row(place);
      return recorded.time(row) <= to ? row : NONE;
    }

    /** What became of a fiber that had not ended, behind its last slice. */
    private void rest(int fiber, int last) {
      if (slices.isOpen(last)) {
        return;
      }
      long left = slices.end(last);
      long itself = wakes.pendingItself(fiber);
      if (itself >= 0) {
        add(fiber, left, sessionEnd, State.RUNNABLE, Evidence.INFERRED);
        told.add(
            fiber, fiber, left, WakeTable.NOT_MOUNTED, Evidence.INFERRED, "in line as it left");
        return;
      }
      long away = left;
      if (wakes.areRecorded() || slices.evidence(last) == Evidence.RECORDED) {
        long pending = wakes.pendingSince(slices.lastSign(last));
        long woken = pending == NONE ? sessionEnd : pending;
        // Whether it waits for a time is told when the wait is over.
        away = Math.max(left, Math.min(woken, held.sinceAtEnd(sessionEnd)));
      }
      add(fiber, left, away, State.PARKED, Evidence.INFERRED);
      add(fiber, away, sessionEnd, State.AWAY, Evidence.INFERRED);
    }

    /** A fiber of the engine's own carriers says itself why it left. */
    private void gapOnOwnCarrier(int fiber, int sliceBefore, long gapEnd) {
      long gapStart = slices.end(sliceBefore);
      if (slices.isInLine(sliceBefore)) {
        add(fiber, gapStart, gapEnd, State.RUNNABLE, Why.YIELD, Evidence.RECORDED);
        return;
      }
      // It may be woken after it said that it waits and before it has left.
      int row = lastRecordedWake(fiber, slices.start(sliceBefore), gapEnd);
      long woken = row == NONE ? gapEnd : Math.max(gapStart, recorded.time(row));
      add(fiber, gapStart, woken, State.PARKED, Why.SUSPENDED, Evidence.RECORDED);
      add(fiber, woken, gapEnd, State.RUNNABLE, Evidence.RECORDED);
      if (row != NONE) {
        told.add(
            fiber, recorded.waker(row), woken, gapEnd, Evidence.RECORDED, recorded.reason(row));
      }
    }

    private int lastRecordedWake(int fiber, long from, long to) {
      int place = recordedOfFiber.lastUpTo(fiber, to - 1);
      if (place < recordedOfFiber.first(fiber)) {
        return NONE;
      }
      int row = recordedOfFiber.row(place);
      return recorded.time(row) >= from ? row : NONE;
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
