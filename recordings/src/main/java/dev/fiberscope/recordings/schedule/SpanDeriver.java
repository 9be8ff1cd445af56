package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.Why;
import java.util.Arrays;

/**
 * Turns the matched slices of a window into spans of states, and matched submits into wake-ups.
 * Between two slices a fiber was parked if a yield spans the gap, blocked on a monitor if it left
 * its carrier without one, and runnable from the moment it was put in line. Where nothing tells
 * that moment it was away: parked, or waiting for a carrier.
 */
final class SpanDeriver {
  private static final int NO_LINK = SpanTable.NO_LINK;
  private static final int NONE = -1;

  private final Slices slices;
  // The next slice of the same fiber.
  private final int[] nextOf;
  private final FiberStates states;
  private final Submits submits;
  private final ThreadTable threads;
  private final Pins pins;
  private final ThreadRows pinsOfFiber;
  private final RecordedWakes recorded;
  private final ThreadRows recordedOfFiber;
  private final WaitLog.Reasons reasons;
  private final HeldCarriers held;
  private final SpanSink spans;
  private final WakeSink told;

  /**
   * @param locals of the window
   * @param told takes wake-ups
   */
  SpanDeriver(
      Window window,
      Slices slices,
      Locals locals,
      WaitLog.Reasons reasons,
      HeldCarriers held,
      SpanSink spans,
      WakeSink told) {
    this.slices = slices;
    nextOf = nextOf(slices, locals);
    states = window.states();
    submits = window.submits();
    threads = window.threads();
    pins = window.pins();
    pinsOfFiber = pins.byFiber(locals);
    recorded = window.recorded();
    recordedOfFiber = recorded.byFiber(locals);
    this.reasons = reasons;
    this.held = held;
    this.spans = spans;
    this.told = told;
  }

  /** One for spans of slices and pins only. */
  static SpanDeriver ofPins(Window window, Slices slices, Locals locals, SpanSink spans) {
    WaitLog.Reasons none = new WaitLog().reasons(locals);
    return new SpanDeriver(
        window, slices, locals, none, new HeldCarriers(), spans, (_, _, _, _, _, _) -> {});
  }

  private static int[] nextOf(Slices slices, Locals locals) {
    int[] next = new int[slices.count()];
    int[] nextOfFiber = new int[locals.count()];
    for (int row = slices.count() - 1; row >= 0; row--) {
      int fiber = slices.fiber(row);
      next[row] = NONE;
      if (fiber != NONE) {
        int number = locals.number(fiber);
        if (number >= nextOfFiber.length) {
          nextOfFiber = Arrays.copyOf(nextOfFiber, 2 * number + 1);
        }
        next[row] = nextOfFiber[number] - 1;
        nextOfFiber[number] = row + 1;
      }
    }
    return next;
  }

  /** What is kept from window to window. */
  record Window(
      ThreadTable threads,
      Submits submits,
      FiberStates states,
      Pins pins,
      RecordedWakes recorded) {}

  /**
   * Derives what a slice says of both of its tracks; to be called in the order of time.
   *
   * @param known what is known of it since it was not over, null if nothing is
   * @param ownCarrier true if its carrier is one of the engine's own
   */
  void slice(int row, OpenSlice known, boolean ownCarrier) {
    int carrier = slices.carrier(row);
    int fiber = slices.fiber(row);
    long end = slices.end(row);
    if (fiber == NONE) {
      add(carrier, slices.start(row), end, State.RUNNING, Evidence.RECORDED);
      return;
    }
    mounted(carrier, fiber, row, end, end);
    if (known == null) {
      beforeSlice(row);
    } else {
      known.tell(slices.start(row), spans, told);
    }
    // A fiber may be mounted elsewhere before its last carrier is done with leaving it.
    end = nextOf[row] == NONE ? end : Math.min(end, slices.start(nextOf[row]));
    mounted(fiber, carrier, row, end, end);
    states.slice(fiber, slices, row, ownCarrier);
  }

  /** What a fiber did up to a slice, from its last one on. */
  void beforeSlice(int row) {
    int fiber = slices.fiber(row);
    if (states.hasRun(fiber)) {
      gap(fiber, row);
    } else {
      begin(fiber, row);
    }
  }

  private void begin(int fiber, int slice) {
    long mounted = slices.start(slice);
    int submit = slices.submit(slice);
    if (submit != NONE) {
      boolean isStart = submits.isStart(submit);
      // One that was there before: nothing tells what it did until it was woken.
      add(fiber, submits.time(submit), mounted, State.RUNNABLE, slices.matchEvidence(slice));
      tell(fiber, submit, slice, isStart ? WakeTable.STARTED : "");
      if (isStart) {
        threads.started(fiber, Math.min(submits.time(submit), mounted), submits.thread(submit));
      }
    } else if (threads.start(fiber) != ThreadTable.NOT_RECORDED) {
      add(fiber, threads.start(fiber), mounted, State.RUNNABLE, Evidence.RECORDED);
    }
  }

  /**
   * A slice on one of its two tracks, with the pins inside it.
   *
   * @param pinned from when on it is known to be pinned, though nothing was recorded
   * @param end where it ends there
   */
  void mounted(int track, int link, int slice, long pinned, long end) {
    int fiber = slices.fiber(slice);
    long from = slices.start(slice);
    Evidence evidence = slices.evidence(slice);
    from = pins.tellUpToLast(pinsOfFiber, fiber, track, link, from, end, evidence, spans, _ -> {});
    long last = Math.clamp(pinned, from, Math.max(from, end));
    spans.add(track, from, last, State.RUNNING, Why.UNKNOWN, evidence, link);
    spans.add(track, last, end, State.PINNED, Why.UNKNOWN, Evidence.INFERRED, link);
  }

  private void gap(int fiber, int slice) {
    long gapEnd = slices.start(slice);
    long gapStart = Math.min(states.end(fiber), gapEnd);
    if (states.wasOnOwnCarrier(fiber)) {
      gapOnOwnCarrier(fiber, gapStart, gapEnd);
      return;
    }
    long yielded = slices.yieldStart(slice);
    if (yielded == Slices.NO_YIELD) {
      // A wait is told when it is over; what else leaves without a yield waits for a monitor.
      boolean notified = reasons.endsWithin(fiber, gapEnd, slices.end(slice), Why.WAIT);
      Why why = notified ? Why.WAIT : Why.MONITOR;
      waited(fiber, gapStart, gapStart, gapEnd, slice, State.BLOCKED, why, WaitLog.NO_DUE);
      return;
    }
    Why why = slices.why(slice);
    why = why == Why.UNKNOWN ? Why.PARK : why;
    long due = why == Why.SLEEP ? slices.due(slice) : WaitLog.NO_DUE;
    // A yield that returned before the next known slice returned in one that is missing.
    long until = Math.min(slices.yieldEnd(slice), gapEnd);
    waited(fiber, yielded, gapStart, until, until < gapEnd ? NONE : slice, State.PARKED, why, due);
    add(fiber, until, gapEnd, State.UNKNOWN, Evidence.INFERRED);
  }

  /**
   * A wait off the carrier.
   *
   * @param slice the slice that ended it, NONE if that is missing
   * @param due when it was to be over at the latest
   */
  private void waited(
      int fiber, long yielded, long from, long to, int slice, State state, Why why, long due) {
    if (why == Why.YIELD) {
      add(fiber, from, to, State.RUNNABLE, why, Evidence.DERIVED);
      told.add(fiber, fiber, from, to, Evidence.DERIVED, "yielded");
      return;
    }
    int row = recordedWake(fiber, yielded, to);
    int submit = slice == NONE ? NONE : slices.submit(slice);
    if (row != NONE) {
      long woken = Math.clamp(recorded.time(row), from, to);
      wait(fiber, from, Math.min(woken, Math.max(from, due)), to, state, why, Evidence.RECORDED);
      told.add(fiber, recorded.waker(row), woken, to, Evidence.RECORDED, recorded.reason(row));
    } else if (submit != NONE) {
      long woken = slices.isItself(slice) ? from : Math.clamp(submits.time(submit), from, to);
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
    int waker = submits.thread(slices.submit(slice));
    long away = woken;
    if (!slices.isItself(slice)
        && threads.kind(waker) == ThreadTable.Kind.CARRIER
        && woken - from >= HeldCarriers.LATE_NANOS) {
      long since = Math.max(from, held.since(woken));
      away = woken - since >= HeldCarriers.LATE_NANOS ? since : woken;
    }
    add(fiber, from, away, state, why, Evidence.DERIVED);
    add(fiber, away, woken, State.AWAY, why, Evidence.INFERRED);
    add(fiber, woken, to, State.RUNNABLE, slices.matchEvidence(slice));
  }

  private void tell(int fiber, int submit, int slice, String reason) {
    long mounted = slices.start(slice);
    told.add(
        fiber,
        submits.thread(submit),
        Math.min(submits.time(submit), mounted),
        mounted,
        slices.matchEvidence(slice),
        reason);
  }

  /** The first wake-up between two times that an event tells of, or NONE. */
  private int recordedWake(int fiber, long from, long to) {
    int place =
        Math.max(recordedOfFiber.first(fiber), recordedOfFiber.lastUpTo(fiber, from - 1) + 1);
    if (place >= recordedOfFiber.end(fiber)) {
      return NONE;
    }
    int row = recordedOfFiber.row(place);
    return recorded.time(row) <= to ? row : NONE;
  }

  /** A fiber of the engine's own carriers says itself why it left. */
  private void gapOnOwnCarrier(int fiber, long gapStart, long gapEnd) {
    if (states.isInLine(fiber)) {
      add(fiber, gapStart, gapEnd, State.RUNNABLE, Why.YIELD, Evidence.RECORDED);
      return;
    }
    // It may be woken after it said that it waits and before it has left.
    int row = lastRecordedWake(fiber, states.start(fiber), gapEnd);
    long woken = row == NONE ? gapEnd : Math.max(gapStart, recorded.time(row));
    add(fiber, gapStart, woken, State.PARKED, Why.SUSPENDED, Evidence.RECORDED);
    add(fiber, woken, gapEnd, State.RUNNABLE, Evidence.RECORDED);
    if (row != NONE) {
      told.add(fiber, recorded.waker(row), woken, gapEnd, Evidence.RECORDED, recorded.reason(row));
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

  private void add(int track, long from, long to, State state, Why why, Evidence evidence) {
    spans.add(track, from, to, state, why, evidence, NO_LINK);
  }

  private void add(int track, long from, long to, State state, Evidence evidence) {
    spans.add(track, from, to, state, Why.UNKNOWN, evidence, NO_LINK);
  }
}
