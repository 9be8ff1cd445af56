package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.LongArrayDeque;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.LongCursor;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

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

  /** Submits that were left in a line that turned out to be empty. */
  private static final int MOST_LOST = 64;

  /** How deep in a line outside one is looked for that fits. */
  private static final int DEPTH = 8;

  /** How often somebody may be passed over before he counts as gone. */
  private static final int PATIENCE = 16;

  /** A carrier that took somebody has begun a slice long before this, even without a processor. */
  private static final long LONG_NANOS = 50_000_000;

  private static final String UNBLOCKER = "VirtualThread-unblocker";

  /** What a submit ended. */
  private enum Cause {
    START,
    /** The fiber itself was in line again as soon as it left. */
    ITSELF,
    TIMER,
    MONITOR,
    WAKE
  }

  private static final Cause[] CAUSES = Cause.values();

  private final SchedulingLog log;
  private final Slices slices;
  private final Submits submits;
  private final WaitLog waits;
  private final ThreadTable threads;
  private final Cancellation cancellation;
  private final RowsByKey submitsOf;
  private final RowsByKey slicesOf;
  private final RowsByKey waitsOf;
  private final StartOrder startOrder;
  private final Wakes wakes;
  private final QueueLengths.Builder lengths;
  private final byte[] causes;

  private final RunQueue[] own;
  private final RunQueue[] outside;
  private final List<RunQueue> queues = new ArrayList<>();
  private final int[] currentSlice;
  private final long[] idleUntil;
  private final int[] lastSliceOf;
  private final int[] submitOfItself;
  private final int[] sliceOfItself;
  private final IntArrayDeque lost = new IntArrayDeque();
  private final LongArrayDeque lostAt = new LongArrayDeque();
  private final BitSet gone = new BitSet();
  private long now;

  private WakeMatcher(
      Storage work,
      SchedulingLog log,
      Slices slices,
      Submits submits,
      WaitLog waits,
      SortedRows rows,
      ThreadTable threads,
      long sessionEnd) {
    this.log = log;
    this.slices = slices;
    this.submits = submits;
    this.waits = waits;
    this.threads = threads;
    cancellation = work.cancellation();
    int count = threads.count();
    submits.settlePlaces(slices, rows.slicesOfFiber(), threads);
    submitsOf = submits.byPlace(work, count);
    slicesOf = rows.slicesOfCarrier();
    waitsOf = rows.waitsOf();
    startOrder = new StartOrder(work, log, submits, threads);
    wakes = new Wakes(work, slices, submits);
    lengths = new QueueLengths.Builder(sessionEnd);
    causes = new byte[submits.count()];
    own = new RunQueue[count];
    outside = new RunQueue[count];
    idleUntil = new long[count];
    currentSlice = none(count);
    lastSliceOf = none(count);
    submitOfItself = none(count);
    sliceOfItself = none(count);
  }

  private static int[] none(int count) {
    int[] none = new int[count];
    Arrays.fill(none, NONE);
    return none;
  }

  /**
   * @param slices with what {@link Leaving} marks
   */
  static Wakes match(
      Storage work,
      SchedulingLog log,
      Slices slices,
      Submits submits,
      WaitLog waits,
      SortedRows rows,
      ThreadTable threads,
      long sessionEnd) {
    if (submits.count() == 0) {
      return new Wakes(work, slices, submits);
    }
    WakeMatcher matcher =
        new WakeMatcher(work, log, slices, submits, waits, rows, threads, sessionEnd);
    matcher.run();
    return matcher.wakes;
  }

  private void run() {
    TimeMerge events = new TimeMerge();
    for (int thread = 0; thread < threads.count(); thread++) {
      events.add(submitsOf, thread, submits::time, this::submit);
      if (isCarrier(thread)) {
        events.add(slicesOf, thread, slices::start, this::mount);
        events.add(waitsOf, thread, waits::start, this::idle);
      }
    }
    events.run();
    for (RunQueue queue : queues) {
      for (IntCursor each : queue.line) {
        if (!wakes.isTaken(each.value)) {
          wakes.pending(each.value, cause(each.value) == Cause.START);
        }
      }
    }
    for (int fiber = 0; fiber < submitOfItself.length; fiber++) {
      if (submitOfItself[fiber] != NONE) {
        wakes.pendingItself(fiber, submitOfItself[fiber]);
      }
    }
    wakes.starts(startOrder.starts(), startOrder.began());
    wakes.lengths(lengths.build());
  }

  private boolean isCarrier(int thread) {
    return slicesOf.first(thread) < slicesOf.first(thread + 1);
  }

  private RunQueue queue(int place, boolean isOwn) {
    RunQueue[] of = isOwn ? own : outside;
    if (of[place] == null) {
      of[place] = new RunQueue(isOwn);
    }
    return of[place];
  }

  private RunQueue queueOf(int submit) {
    int place = submits.place(submit);
    return queue(place, isCarrier(place) && !submits.isOutside(submit));
  }

  private Cause cause(int submit) {
    return CAUSES[causes[submit]];
  }

  private void submit(int submit) {
    cancellation.row();
    if (submits.isInner(submit)) {
      return;
    }
    now = submits.time(submit);
    int place = place(submit);
    Cause cause = causeOf(submit, place);
    causes[submit] = (byte) cause.ordinal();
    if (isCarrier(place) && (submits.tellsEmpty(submit) || cause == Cause.TIMER)) {
      isEmpty(place);
    }
    RunQueue queue = queueOf(submit);
    queue.line.addLast(submit);
    lengths.change(now, 1);
    if (!queue.listed) {
      queue.listed = true;
      queues.add(queue);
    }
  }

  /** Where a submit happened. A buffer of events may have been given to another carrier. */
  private int place(int submit) {
    int place = submits.place(submit);
    int by = submits.thread(submit);
    int slice = lastSliceOf[by];
    if (!isWithin(submit, currentSlice[place], by) && isWithin(submit, slice, by)) {
      place = slices.carrier(slice);
      submits.place(submit, place);
    }
    return place;
  }

  private boolean isWithin(int submit, int slice, int fiber) {
    return slice != NONE
        && slices.fiber(slice) == fiber
        && slices.end(slice) >= submits.time(submit);
  }

  private Cause causeOf(int submit, int place) {
    if (submits.isStart(submit)) {
      return Cause.START;
    }
    int by = submits.thread(submit);
    if (by != place || !isCarrier(place)) {
      boolean unblocker =
          threads.kind(by) == ThreadTable.Kind.PLATFORM && threads.name(by).equals(UNBLOCKER);
      return unblocker ? Cause.MONITOR : Cause.WAKE;
    }
    int slice = currentSlice[place];
    if (slice == NONE || submits.end(submit) > slices.end(slice)) {
      return Cause.TIMER;
    }
    int fiber = slices.fiber(slice);
    if (fiber != NONE && endedIn(fiber, slice)) {
      // Who joins an ended fiber is woken by its carrier.
      return Cause.WAKE;
    }
    if (fiber != NONE) {
      submitOfItself[fiber] = submit;
      sliceOfItself[fiber] = slice;
    }
    return Cause.ITSELF;
  }

  private boolean endedIn(int fiber, int slice) {
    long end = threads.end(fiber);
    return end != ThreadTable.NOT_RECORDED && slices.contains(slice, end);
  }

  private boolean beganIn(int fiber, int slice) {
    long start = threads.start(fiber);
    // The engine tells of its fibers before they begin.
    return start != ThreadTable.NOT_RECORDED && start <= slices.end(slice);
  }

  /** A carrier begins to idle. */
  private void idle(int wait) {
    int carrier = waits.fiber(wait);
    now = waits.start(wait);
    isEmpty(carrier);
    idleUntil[carrier] = waits.end(wait);
    for (RunQueue queue : queues) {
      // It saw every line empty: who has been there for long was taken unseen.
      while (first(queue) != NONE && submits.end(first(queue)) < now - LONG_NANOS) {
        lose(queue);
      }
      if (!queue.own && first(queue) == NONE) {
        queue.isCertain();
      }
    }
  }

  /** A carrier's own line is empty: who is left in it was taken unseen. */
  private void isEmpty(int carrier) {
    RunQueue queue = queue(carrier, true);
    if (first(queue) != NONE) {
      doubt();
      while (!queue.line.isEmpty()) {
        lose(queue);
      }
    }
    queue.isCertain();
  }

  private void lose(RunQueue queue) {
    int submit = queue.line.removeFirst();
    if (wakes.isTaken(submit)) {
      return;
    }
    if (lost.size() == MOST_LOST) {
      lost.removeFirst();
      lostAt.removeFirst();
    }
    lost.addLast(submit);
    lostAt.addLast(now);
    leaves(submit);
  }

  /** Somebody no longer waits, or is not counted any more: he may have been lost before. */
  private void leaves(int submit) {
    if (!gone.get(submit)) {
      gone.set(submit);
      lengths.change(now, -1);
    }
  }

  /**
   * Somebody was taken from a line unseen, or is missing in one: since it was certain who is in
   * them, each of them may have been wrong.
   */
  private void doubt() {
    for (RunQueue queue : queues) {
      for (int i = 0; i < queue.sinceCertain.size(); i++) {
        wakes.doubt(queue.sinceCertain.get(i));
      }
      queue.sinceCertain.elementsCount = 0;
      queue.certain = false;
    }
  }

  /** The first one of a line that is still there, or NONE. */
  private int first(RunQueue queue) {
    while (!queue.line.isEmpty() && wakes.isTaken(queue.line.getFirst())) {
      queue.line.removeFirst();
    }
    return queue.line.isEmpty() ? NONE : queue.line.getFirst();
  }

  private void mount(int slice) {
    cancellation.row();
    now = slices.start(slice);
    int carrier = slices.carrier(slice);
    int fiber = slices.fiber(slice);
    if (!mountOfItself(slice, carrier, fiber)) {
      if (fiber != NONE && lastSliceOf[fiber] == NONE && beganIn(fiber, slice)) {
        isEmpty(carrier);
        firstMount(slice, carrier, fiber);
      } else if (!mountFromOwn(slice, carrier)) {
        mountFromOthers(slice, carrier);
      }
    }
    currentSlice[carrier] = slice;
    if (fiber != NONE) {
      lastSliceOf[fiber] = slice;
    }
  }

  /** The fiber was in line again as soon as it had left: its submit is known. */
  private boolean mountOfItself(int slice, int carrier, int fiber) {
    int submit = fiber == NONE ? NONE : submitOfItself[fiber];
    if (submit == NONE) {
      return false;
    }
    submitOfItself[fiber] = NONE;
    int yield = slices.yield(slice);
    boolean stale = yield != NONE && log.start(yield) > submits.end(submit);
    if (sliceOfItself[fiber] != lastSliceOf[fiber] || stale) {
      causes[submit] = (byte) Cause.WAKE.ordinal();
      return false;
    }
    RunQueue queue = queueOf(submit);
    if (queue != queue(carrier, true)) {
      isEmpty(carrier);
    }
    if (queue.line.contains(submit)) {
      if (first(queue) != submit) {
        doubt();
      }
      while (queue.line.getFirst() != submit) {
        lose(queue);
      }
      queue.line.removeFirst();
      queue.isCertain();
      leaves(submit);
    } else {
      forget(submit);
    }
    wakes.match(slice, submit, true, true);
    return true;
  }

  /** A fiber that begins: the order of ids tells its start. */
  private void firstMount(int slice, int carrier, int fiber) {
    int submit = startOrder.of(fiber, now);
    if (submit == NONE || submits.time(submit) > now) {
      mountFromOthers(slice, carrier);
      return;
    }
    RunQueue queue = queueOf(submit);
    boolean isFirst = first(queue) == submit;
    if (!isFirst) {
      int other = startOrder.swapped(fiber, this::couldBeNext);
      submit = other == NONE ? submit : other;
      queue = queueOf(submit);
    }
    if (wakes.isTaken(submit)) {
      // Its true owner comes later than somebody of whom less is known.
      wakes.unmatch(submit);
    } else {
      leaves(submit);
      if (first(queue) != NONE && first(queue) != submit && queue.passedOver() > PATIENCE) {
        lose(queue);
      }
    }
    wakes.match(slice, submit, isFirst, false);
    taken(queue, slice, carrier);
  }

  private boolean couldBeNext(int start) {
    return submits.time(start) <= now && !wakes.isTaken(start) && first(queueOf(start)) == start;
  }

  private boolean mountFromOwn(int slice, int carrier) {
    RunQueue queue = queue(carrier, true);
    int submit = take(queue, slice, Integer.MAX_VALUE, true);
    boolean fits = submit != NONE;
    if (!fits) {
      submit = take(queue, slice, 1, false);
    }
    if (submit == NONE) {
      return false;
    }
    wakes.match(slice, submit, fits && queue.certain, false);
    taken(queue, slice, carrier);
    return true;
  }

  private void mountFromOthers(int slice, int carrier) {
    RunQueue mine = queue(carrier, true);
    boolean missed = first(mine) != NONE;
    if (missed) {
      doubt();
    } else {
      mine.isCertain();
    }
    boolean certain = !missed;
    int choices = 0;
    RunQueue best = null;
    for (int i = 0; i < queues.size(); i++) {
      RunQueue queue = queues.get(i);
      int first = first(queue);
      certain &= queue.certain;
      if (first == NONE && queue.certain) {
        queue.listed = false;
        queues.remove(i--);
      } else if (first != NONE && fits(first, slice, true)) {
        choices++;
        best = best == null || isBetter(queue, best, missed) ? queue : best;
      }
    }
    int inHand = inHand(slice, carrier);
    if (inHand != NONE) {
      forget(inHand);
      wakes.match(slice, inHand, certain && choices == 0, false);
    } else if (best != null) {
      int submit = best.line.removeFirst();
      leaves(submit);
      wakes.match(slice, submit, certain && choices == 1, false);
      if (choices > 1) {
        for (RunQueue queue : queues) {
          queue.certain &=
              queue != best && (first(queue) == NONE || !fits(first(queue), slice, true));
        }
      }
      taken(best, slice, carrier);
    } else {
      takeAny(slice, carrier);
    }
  }

  /** Where a wrong choice was made before, the line that it was made in is mended. */
  private boolean isBetter(RunQueue queue, RunQueue best, boolean missed) {
    if (missed && queue.certain != best.certain) {
      return !queue.certain;
    }
    return submits.time(queue.line.getFirst()) < submits.time(best.line.getFirst());
  }

  private void takeAny(int slice, int carrier) {
    for (RunQueue queue : queues) {
      int submit = take(queue, slice, DEPTH, true);
      if (submit != NONE) {
        wakes.match(slice, submit, false, false);
        taken(queue, slice, carrier);
        return;
      }
    }
    for (IntCursor each : lost) {
      if (fits(each.value, slice, true)) {
        forget(each.value);
        wakes.match(slice, each.value, false, false);
        return;
      }
    }
  }

  /** Takes the first of a line that fits; those before it have gone unseen. */
  private int take(RunQueue queue, int slice, int depth, boolean strictly) {
    int seen = 0;
    int found = NONE;
    first(queue);
    for (IntCursor each : queue.line) {
      if (!wakes.isTaken(each.value)) {
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
      doubt();
    }
    while (queue.line.getFirst() != found) {
      lose(queue);
    }
    queue.line.removeFirst();
    leaves(found);
    return found;
  }

  /**
   * True if a fiber that begins a slice may have been put in line by a submit.
   *
   * @param strictly false to let the cause differ from what the fiber seems to have waited for
   */
  private boolean fits(int submit, int slice, boolean strictly) {
    if (submits.time(submit) > slices.start(slice) || cause(submit) == Cause.ITSELF) {
      return false;
    }
    int fiber = slices.fiber(slice);
    if (fiber == NONE) {
      return true;
    }
    int last = lastSliceOf[fiber];
    if (last == NONE) {
      return beganIn(fiber, slice) == (cause(submit) == Cause.START);
    }
    if (cause(submit) == Cause.START || submits.thread(submit) == fiber) {
      return false;
    }
    int yield = slices.yield(slice);
    if (yield == NONE) {
      // Without a yield it waited for a monitor.
      boolean may = !strictly || slices.evidence(slice) == Evidence.INFERRED;
      return submits.end(submit) >= slices.start(last) && (may || cause(submit) != Cause.WAKE);
    }
    return submits.end(submit) >= log.start(yield)
        && cause(submit) != Cause.MONITOR
        && (cause(submit) != Cause.TIMER || slices.isTimed(last));
  }

  /** What was lost while the carrier was between two slices, so that it may have taken it. */
  private int inHand(int slice, int carrier) {
    long since = betweenSlicesSince(carrier);
    Iterator<LongCursor> at = lostAt.iterator();
    for (IntCursor each : lost) {
      long when = at.next().value;
      if (when >= since && when < now && fits(each.value, slice, true)) {
        return each.value;
      }
    }
    return NONE;
  }

  private long betweenSlicesSince(int carrier) {
    int slice = currentSlice[carrier];
    return Math.max(idleUntil[carrier], slice == NONE ? Long.MIN_VALUE : slices.end(slice));
  }

  private void forget(int submit) {
    int size = lost.size();
    for (int i = 0; i < size; i++) {
      int each = lost.removeFirst();
      long at = lostAt.removeFirst();
      if (each != submit) {
        lost.addLast(each);
        lostAt.addLast(at);
      }
    }
  }

  /**
   * Notes that a carrier took from a line. It may have done so any time since its last slice, so
   * those who were taken meanwhile by others may have been taken in another order.
   */
  private void taken(RunQueue queue, int slice, int carrier) {
    long since = betweenSlicesSince(carrier);
    Iterator<IntCursor> before = queue.taken.descendingIterator();
    while (before.hasNext()) {
      int other = before.next().value;
      if (slices.start(other) < since) {
        break;
      }
      int submit = wakes.submit(other);
      if (slices.carrier(other) != carrier && submit != NONE && fits(submit, slice, true)) {
        wakes.doubt(other);
        wakes.doubt(slice);
      }
    }
    queue.take(slice);
    if (slices.fiber(slice) == NONE || slices.evidence(slice) == Evidence.INFERRED) {
      wakes.doubt(slice);
    }
  }
}
