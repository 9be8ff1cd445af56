package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.IntIntCursor;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.schedule.Submits.Cause;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Tells which submit each mount slice came from: who woke the fiber, and since when it waited for a
 * carrier. Submits name no fiber, but the scheduler keeps them in lines that are replayed here in
 * the order of time:
 *
 * <ol>
 *   <li>Who submits on a carrier puts the fiber into that carrier's own line; starts, submits by
 *       other threads, and yields of a fiber that was alone, go to a line outside.
 *   <li>A carrier takes the oldest of its own line, and only when that is empty somebody from
 *       another.
 *   <li>A carrier that submits within a slice submits the fiber that just left it; outside of
 *       slices it runs timers. A start belongs to the fiber that is next by id ({@link
 *       StartOrder}). What a fiber waited for, and since when, says which submits fit.
 *   <li>A carrier that idles, runs a timer, takes from another line, or says so itself, has nobody
 *       in its own: then the count begins anew.
 * </ol>
 *
 * A match is derived if nothing since its line was last known left a choice; where several lines
 * could have been taken from, or what followed contradicts it, it is inferred.
 */
final class WakeMatcher {
  private static final int NONE = Submits.NONE;

  /** How deep in a line outside one is looked for that fits. */
  private static final int DEPTH = 8;

  /** How often somebody may be passed over before he counts as gone. */
  private static final int PATIENCE = 16;

  /** A carrier that took somebody has begun a slice long before this, even without a processor. */
  private static final long LONG_NANOS = 50_000_000;

  private static final String UNBLOCKER = "VirtualThread-unblocker";

  private final Submits submits;
  private final Carriers carriers;
  private final FiberStates states;
  private final ThreadTable threads;
  private final Lines lines;
  private final StartOrder startOrder;

  // Of the window.
  private Slices slices;
  private LastSlices last;
  private long now;

  WakeMatcher(
      Submits submits,
      Carriers carriers,
      FiberStates states,
      ThreadTable threads,
      StartOrder startOrder) {
    this.submits = submits;
    this.carriers = carriers;
    this.states = states;
    this.threads = threads;
    this.startOrder = startOrder;
    lines = new Lines(submits);
  }

  /**
   * Replays a window.
   *
   * @param window by time, with the yields that returned in them
   * @param submitRows submits by time
   * @param idle rows of waits of carriers by time
   */
  void run(Slices window, Locals windowLocals, int[] submitRows, WaitLog waits, int[] idle) {
    slices = window;
    lines.begin(window);
    last = new LastSlices(window, windowLocals, states);
    int submit = 0;
    int slice = 0;
    int wait = 0;
    while (true) {
      long submitTime =
          submit < submitRows.length ? submits.time(submitRows[submit]) : Long.MAX_VALUE;
      long sliceTime = slice < slices.count() ? slices.start(slice) : Long.MAX_VALUE;
      long waitTime = wait < idle.length ? waits.start(idle[wait]) : Long.MAX_VALUE;
      if (submit < submitRows.length && submitTime <= sliceTime && submitTime <= waitTime) {
        submit(submitRows[submit++]);
      } else if (slice < slices.count() && sliceTime <= waitTime) {
        mount(slice++);
      } else if (wait < idle.length) {
        now = Math.max(now, waitTime);
        idle(carriers.of(waits.fiber(idle[wait])), waits.end(idle[wait]));
        wait++;
      } else {
        return;
      }
    }
  }

  private RunQueue queueOf(int submit) {
    int place = submits.place(submit);
    return lines.of(place, carriers.isCarrier(place) && !submits.isOutside(submit));
  }

  private void submit(int submit) {
    if (submits.isInner(submit)) {
      return;
    }
    now = submits.time(submit);
    int place = place(submit);
    Cause cause = causeOf(submit, place);
    submits.cause(submit, cause);
    if (carriers.isCarrier(place) && (submits.tellsEmpty(submit) || cause == Cause.TIMER)) {
      lines.isEmpty(place, now);
    }
    lines.add(queueOf(submit), submit, now);
  }

  /** Where a submit happened. A buffer of events may have been given to another carrier. */
  private int place(int submit) {
    int place = submits.place(submit);
    int by = submits.thread(submit);
    Carrier there = carriers.of(place);
    boolean within = there.fiber == by && there.end >= submits.time(submit);
    if (!within && by != place && last.hasRun(by) && last.end(by) >= submits.time(submit)) {
      place = last.carrier(by);
      submits.place(submit, place);
    }
    return place;
  }

  private Cause causeOf(int submit, int place) {
    if (submits.isStart(submit)) {
      return Cause.START;
    }
    int by = submits.thread(submit);
    if (by != place || !carriers.isCarrier(place)) {
      boolean unblocker =
          threads.kind(by) == ThreadTable.Kind.PLATFORM && threads.name(by).equals(UNBLOCKER);
      return unblocker ? Cause.MONITOR : Cause.WAKE;
    }
    Carrier carrier = carriers.of(place);
    if (carrier.start == Long.MIN_VALUE || submits.end(submit) > carrier.end) {
      return Cause.TIMER;
    }
    int fiber = carrier.fiber;
    if (fiber != NONE && endedIn(fiber, carrier)) {
      // Who joins an ended fiber is woken by its carrier.
      return Cause.WAKE;
    }
    if (fiber != NONE) {
      states.itself.put(fiber, submit);
    }
    return Cause.ITSELF;
  }

  private boolean endedIn(int fiber, Carrier carrier) {
    long end = threads.end(fiber);
    return end != ThreadTable.NOT_RECORDED && carrier.start <= end && end <= carrier.end;
  }

  private boolean beganIn(int fiber, int slice) {
    long start = threads.start(fiber);
    // The engine tells of its fibers before they begin.
    return start != ThreadTable.NOT_RECORDED && start <= slices.end(slice);
  }

  /** A carrier begins to idle. */
  private void idle(Carrier carrier, long until) {
    lines.isEmpty(carrier.thread, now);
    carrier.idleUntil = until;
    for (RunQueue line : lines.listed) {
      // It saw every line empty: who has been there for long was taken unseen.
      while (lines.first(line) != NONE && submits.end(lines.first(line)) < now - LONG_NANOS) {
        lines.lose(line, now);
      }
      if (!line.own && lines.first(line) == NONE) {
        line.isCertain();
      }
    }
  }

  private void mount(int slice) {
    now = slices.start(slice);
    Carrier carrier = carriers.of(slices.carrier(slice));
    int fiber = slices.fiber(slice);
    if (!slices.isMatched(slice) && !mountOfItself(slice, carrier, fiber)) {
      if (fiber != NONE && !last.hasRun(fiber) && beganIn(fiber, slice)) {
        lines.isEmpty(carrier.thread, now);
        firstMount(slice, carrier, fiber);
      } else if (!mountFromOwn(slice, carrier)) {
        mountFromOthers(slice, carrier);
      }
    }
    carrier.fiber = fiber;
    carrier.start = slices.start(slice);
    carrier.end = slices.end(slice);
    if (fiber != NONE) {
      last.mounted(fiber, slice);
    }
  }

  private void match(int slice, int submit, boolean derived, boolean itself) {
    slices.match(slice, submit, derived, itself);
    submits.taken(submit, slice);
  }

  /** The fiber was in line again as soon as it had left: its submit is known. */
  private boolean mountOfItself(int slice, Carrier carrier, int fiber) {
    int submit = fiber == NONE ? NONE : states.itself.getOrDefault(fiber, NONE);
    if (submit == NONE) {
      return false;
    }
    states.itself.remove(fiber);
    long yielded = slices.yieldStart(slice);
    boolean ofLast =
        submits.time(submit) >= last.start(fiber) && submits.end(submit) <= last.end(fiber);
    if (!ofLast || yielded > submits.end(submit)) {
      submits.cause(submit, Cause.WAKE);
      return false;
    }
    RunQueue line = queueOf(submit);
    if (line != lines.of(carrier.thread, true)) {
      lines.isEmpty(carrier.thread, now);
    }
    if (line.line.contains(submit)) {
      if (lines.first(line) != submit) {
        lines.doubt();
      }
      lines.takeOut(line, submit, now);
      line.isCertain();
    } else {
      lines.found(submit);
    }
    match(slice, submit, true, true);
    return true;
  }

  /** A fiber that begins: the order of ids tells its start. */
  private void firstMount(int slice, Carrier carrier, int fiber) {
    int submit = startOrder.of(fiber, now);
    if (submit == NONE || submits.time(submit) > now) {
      mountFromOthers(slice, carrier);
      return;
    }
    RunQueue line = queueOf(submit);
    boolean isFirst = lines.first(line) == submit;
    if (!isFirst) {
      int other = startOrder.swapped(fiber, this::couldBeNext);
      submit = other == NONE ? submit : other;
      line = queueOf(submit);
    }
    if (submits.isTaken(submit)) {
      // Its true owner comes later than somebody of whom less is known.
      if (submits.slice(submit) != NONE) {
        slices.unmatch(submits.slice(submit));
      }
    } else {
      lines.leaves(submit, now);
      int first = lines.first(line);
      if (first != NONE && first != submit && line.passedOver() > PATIENCE) {
        lines.lose(line, now);
      }
    }
    match(slice, submit, isFirst, false);
    taken(line, slice, carrier);
  }

  private boolean couldBeNext(int start) {
    return submits.time(start) <= now
        && !submits.isTaken(start)
        && lines.first(queueOf(start)) == start;
  }

  private boolean mountFromOwn(int slice, Carrier carrier) {
    RunQueue line = lines.of(carrier.thread, true);
    int submit = take(line, slice, Integer.MAX_VALUE, true);
    boolean fits = submit != NONE;
    if (!fits) {
      submit = take(line, slice, 1, false);
    }
    if (submit == NONE) {
      return false;
    }
    match(slice, submit, fits && line.certain, false);
    taken(line, slice, carrier);
    return true;
  }

  private void mountFromOthers(int slice, Carrier carrier) {
    RunQueue mine = lines.of(carrier.thread, true);
    boolean missed = lines.first(mine) != NONE;
    if (missed) {
      lines.doubt();
    } else {
      mine.isCertain();
    }
    boolean certain = !missed;
    int choices = 0;
    RunQueue best = null;
    for (int i = 0; i < lines.listed.size(); i++) {
      RunQueue line = lines.listed.get(i);
      int first = lines.first(line);
      certain &= line.certain;
      if (first == NONE && line.certain) {
        line.listed = false;
        lines.listed.remove(i--);
      } else if (first != NONE && fits(first, slice, true)) {
        choices++;
        best = best == null || isBetter(line, best, missed) ? line : best;
      }
    }
    int inHand = lines.lost(carrier.betweenSlicesSince(), now, lost -> fits(lost, slice, true));
    if (inHand != NONE) {
      lines.found(inHand);
      match(slice, inHand, certain && choices == 0, false);
    } else if (best != null) {
      int submit = best.line.removeFirst();
      lines.leaves(submit, now);
      match(slice, submit, certain && choices == 1, false);
      if (choices > 1) {
        for (RunQueue line : lines.listed) {
          line.certain &=
              line != best && (lines.first(line) == NONE || !fits(lines.first(line), slice, true));
        }
      }
      taken(best, slice, carrier);
    } else {
      takeAny(slice, carrier);
    }
  }

  /** Where a wrong choice was made before, the line that it was made in is mended. */
  private boolean isBetter(RunQueue line, RunQueue best, boolean missed) {
    if (missed && line.certain != best.certain) {
      return !line.certain;
    }
    return submits.time(line.line.getFirst()) < submits.time(best.line.getFirst());
  }

  private void takeAny(int slice, Carrier carrier) {
    for (RunQueue line : lines.listed) {
      int submit = take(line, slice, DEPTH, true);
      if (submit != NONE) {
        match(slice, submit, false, false);
        taken(line, slice, carrier);
        return;
      }
    }
    int lost = lines.lost(each -> fits(each, slice, true));
    if (lost != NONE) {
      lines.found(lost);
      match(slice, lost, false, false);
    }
  }

  /** Takes the first of a line that fits; those before it have gone unseen. */
  private int take(RunQueue line, int slice, int depth, boolean strictly) {
    int seen = 0;
    int found = NONE;
    lines.first(line);
    for (IntCursor each : line.line) {
      if (!submits.isTaken(each.value)) {
        if (fits(each.value, slice, strictly)) {
          found = each.value;
          break;
        }
        if (++seen == depth) {
          break;
        }
      }
    }
    if (found == NONE) {
      return NONE;
    }
    if (seen > 0) {
      lines.doubt();
    }
    lines.takeOut(line, found, now);
    return found;
  }

  /**
   * True if a fiber that begins a slice may have been put in line by a submit.
   *
   * @param strictly false to let the cause differ from what the fiber seems to have waited for
   */
  private boolean fits(int submit, int slice, boolean strictly) {
    Cause cause = submits.cause(submit);
    if (submits.time(submit) > slices.start(slice) || cause == Cause.ITSELF) {
      return false;
    }
    int fiber = slices.fiber(slice);
    if (fiber == NONE) {
      return true;
    }
    if (!last.hasRun(fiber)) {
      return beganIn(fiber, slice) == (cause == Cause.START);
    }
    if (cause == Cause.START || submits.thread(submit) == fiber) {
      return false;
    }
    long yielded = slices.yieldStart(slice);
    if (yielded == Slices.NO_YIELD) {
      // Without a yield it waited for a monitor.
      boolean may = !strictly || slices.evidence(slice) == Evidence.INFERRED;
      return submits.end(submit) >= last.start(fiber) && (may || cause != Cause.WAKE);
    }
    return submits.end(submit) >= yielded
        && cause != Cause.MONITOR
        && (cause != Cause.TIMER || slices.isAfterTimed(slice));
  }

  /**
   * Notes that a carrier took from a line. It may have done so any time since its last slice, so
   * those who were taken meanwhile by others may have been taken in another order.
   */
  private void taken(RunQueue line, int slice, Carrier carrier) {
    long since = carrier.betweenSlicesSince();
    Iterator<IntCursor> before = line.taken.descendingIterator();
    while (before.hasNext()) {
      int other = before.next().value;
      if (slices.start(other) < since) {
        break;
      }
      int submit = slices.submit(other);
      if (slices.carrier(other) != carrier.thread && submit != NONE && fits(submit, slice, true)) {
        slices.doubt(other);
        slices.doubt(slice);
      }
    }
    line.take(slice);
    if (slices.fiber(slice) == NONE || slices.evidence(slice) == Evidence.INFERRED) {
      slices.doubt(slice);
    }
  }

  /** Marks the submits that a later window may need. */
  void markNeeded(boolean[] needed) {
    lines.markNeeded(needed);
    for (IntIntCursor each : states.itself) {
      needed[each.value] = true;
    }
    startOrder.markNeeded(needed);
  }

  /** Ends the window: submits have other rows from now on, and slices none. */
  void endWindow(int[] newRows) {
    lines.endWindow(newRows);
    for (IntIntCursor each : states.itself) {
      states.itself.values[each.index] = newRows[each.value];
    }
    startOrder.endWindow(newRows);
  }

  /** When those who are in line and not known were put there, sorted; starts are not among them. */
  long[] pending() {
    LongArrayList pending = new LongArrayList();
    for (RunQueue line : lines.listed) {
      for (IntCursor each : line.line) {
        if (!submits.isTaken(each.value) && submits.cause(each.value) != Cause.START) {
          pending.add(submits.time(each.value));
        }
      }
    }
    long[] sorted = pending.toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** How many fibers that were started are in line. */
  int startsInLine() {
    int starts = 0;
    for (RunQueue line : lines.listed) {
      for (IntCursor each : line.line) {
        boolean isStart = submits.cause(each.value) == Cause.START;
        starts += isStart && !submits.isTaken(each.value) ? 1 : 0;
      }
    }
    return starts;
  }

  QueueLengths lengths(long end) {
    return lines.lengths(end);
  }
}
