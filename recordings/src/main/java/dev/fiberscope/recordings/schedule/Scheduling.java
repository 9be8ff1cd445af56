package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * What the events of scheduling of one JVM mean: who was on which carrier when, what each fiber did
 * in between, and who woke whom. Events come in the order of the file and are kept until it is
 * settled what they mean, which {@link #settle} does for everything up to a time: a window. What is
 * settled never changes; it goes to spans and wake-ups, and of each carrier, fiber and line only
 * what the next window needs is kept.
 */
public final class Scheduling {
  /**
   * Of what ended so long before a flush, everything stands before it in the file: 10 ms at most
   * were measured.
   */
  private static final long LATEST_NANOS = 100_000_000;

  /** Who is woken may leave its carrier as late as that. */
  private static final long SOON_NANOS = 1_000_000_000;

  private final int jvm;
  private final ThreadTable threads;
  private final SpanSink spans;
  private final WakeSink told;
  // Fibers that were off their carriers at some time.
  private final BitSet everLeft = new BitSet();
  private final SchedulingLog log = new SchedulingLog();
  private final WaitLog waits = new WaitLog();
  private final Pins pins = new Pins();
  private final RecordedWakes recorded = new RecordedWakes();
  private final Slices ownSlices = new Slices();
  private final Carriers carriers = new Carriers();
  private final FiberStates states = new FiberStates();
  private final Locals locals = new Locals();
  private final HeldCarriers held = new HeldCarriers();
  private final BlockReplay replay;
  private final MountMoments moments;
  private final SubmitPlaces places;
  private final Unfinished unfinished;
  private final StartOrder startOrder;
  private final WakeMatcher wakes;
  private final SpanDeriver.Window window;
  private final ExactSchedule exact;
  private long settledUpTo = Long.MIN_VALUE;
  private long flushedBefore = Long.MIN_VALUE;
  private long slices;
  private long unmatched;
  private long withdrawn;
  private boolean submitsSeen;

  /**
   * @param jvm counted from 0
   * @param threads of which starts are told more exactly
   * @param spans takes spans; those of other JVMs are on other tracks
   * @param told takes wake-ups
   * @param found takes waits that turn out to be pins
   * @param waitSites gets where in its code each fiber waited, as the agent says
   */
  public Scheduling(
      int jvm,
      ThreadTable threads,
      SpanSink spans,
      WakeSink told,
      Consumer<Pin> found,
      SiteTable waitSites) {
    this.jvm = jvm;
    this.threads = threads;
    this.spans = spans;
    this.told = told;
    replay = new BlockReplay(log, threads, carriers);
    moments = new MountMoments(log, waits, threads);
    places = new SubmitPlaces(replay.submits, threads, states);
    unfinished = new Unfinished(carriers, states, threads);
    startOrder = new StartOrder(jvm, replay.submits, threads);
    wakes = new WakeMatcher(replay.submits, carriers, states, threads, startOrder);
    window = new SpanDeriver.Window(threads, replay.submits, states, pins, recorded);
    exact = new ExactSchedule(threads, found, waitSites);
  }

  /** Takes what the agent says; from then on nothing is derived from what others say. */
  public ExactLog exact() {
    return exact.log;
  }

  /** True once the agent has said anything. */
  public boolean isExact() {
    return exact.isTold();
  }

  /** Takes what the agent's numbers mean, as {@link ExactNames#told} does. */
  public void exactNames(String states, String causes) {
    exact.names.told(states, causes);
  }

  /**
   * Takes what somebody saw of a fiber.
   *
   * @param waits true if it had a carrier and waited
   */
  public void seen(int fiber, long time, boolean waits) {
    exact.seen(fiber, time, waits);
  }

  /** Takes Java-level events. */
  public SchedulingLog log() {
    return log;
  }

  /** Takes waits. */
  public WaitLog waits() {
    return waits;
  }

  /** Tells of a pin. */
  public void pinned(Pin pin) {
    pins.add(pin);
  }

  /** Tells of a wait that was a pin if the fiber kept its carrier; asked where that is known. */
  public void maybePinned(Pin wait) {
    if (isExact()) {
      pins.addPossible(wait);
    }
  }

  /** Tells of a wake-up that an event tells of. */
  public void woken(int fiber, int waker, long time, String reason) {
    recorded.add(fiber, waker, time, reason);
  }

  /**
   * Tells of a slice on a carrier of the engine's own, whose fiber the event names.
   *
   * @param inLine true if the fiber was in line again at once
   */
  public void ownSlice(int carrier, int fiber, long start, long end, boolean inLine) {
    int row = ownSlices.add(carrier, start, end);
    ownSlices.assign(row, fiber, Evidence.RECORDED);
    if (inLine) {
      ownSlices.markInLine(row);
    }
    slices++;
  }

  /** Up to when it is settled what happened. */
  public long settledUpTo() {
    return settledUpTo;
  }

  /** When the JVM had flushed its buffers the last time; 0 if it did not tell. */
  public long flushedUpTo() {
    return flushedBefore;
  }

  /** How many mount slices were settled, and how many slices on the engine's own carriers. */
  public long slices() {
    return slices + exact.slices();
  }

  /** True if slices tell what a fiber did. */
  public boolean tellsOf(int fiber) {
    return replay.isTraced() || exact.isTold() || states.hasRun(fiber);
  }

  /** How many of them are of an unknown fiber, or without a beginning or an end. */
  public long unmatched() {
    return unmatched + exact.broken();
  }

  /** How many were taken from a fiber that would have been on two carriers at once. */
  public long withdrawn() {
    return withdrawn;
  }

  /** True if it was recorded when fibers were put in line. */
  public boolean hasSubmits() {
    return submitsSeen || exact.isTold();
  }

  /** True if method traces tell of mounts and wake-ups. */
  public boolean isTraced() {
    return replay.isTraced() && submitsSeen;
  }

  /** How many fibers had been started and have not run; nothing else is known of them. */
  public long neverRan() {
    return Math.clamp(startOrder.starts() - startOrder.began(), 0, wakes.startsInLine());
  }

  /** How long the scheduler's lines were up to a time. */
  public QueueLengths queueLengths(long end) {
    if (exact.isTold()) {
      return exact.queueLengths(end);
    }
    return submitsSeen ? wakes.lengths(end) : QueueLengths.NOT_RECORDED;
  }

  /**
   * Tells that the JVM had flushed its buffers at a time: settles what had ended long enough before
   * that to have been told.
   */
  public void flushed(long time) {
    // Between writing events and telling so it may lose its processor. What was there at the flush
    // before has been told for sure.
    long latest = isExact() ? time : log.latest();
    long told = Math.min(time, latest) - LATEST_NANOS;
    settle(Math.max(told, Math.max(flushedBefore, settledUpTo)));
    flushedBefore = time;
  }

  /** Settles everything: nothing follows. */
  public void finish() {
    settle(Long.MAX_VALUE);
  }

  /** Settles what happened up to a time. */
  void settle(long horizon) {
    if (exact.isTold()) {
      settleExactly(horizon);
      return;
    }
    replay.run();
    submitsSeen |= replay.submits.count() > 0;
    Slices active = matched(horizon);
    IntObjectHashMap<OpenSlice> finished = unfinished.finished(active);
    if (replay.isTraced() && unfinished.add(active, locals, horizon)) {
      active = active.takeUpTo(Long.MAX_VALUE);
      // Rows have moved, but for those that are not over every one is matched by its own.
      finished = moved(finished, active);
    }
    WaitLog.Reasons reasons = waits.reasons(locals);
    ThreadRows ofFiber = new ThreadRows(locals, active.fibers, active.starts);
    leaving(active, ofFiber, reasons);
    int[] idle = waits.idleUpTo(horizon, carriers);
    hold(active, idle, horizon);
    int[] submits = places.settle(active, ofFiber, locals, horizon);
    startOrder.add(replay.createThreads, replay.creates);
    if (submitsSeen) {
      wakes.run(active, locals, submits, waits, idle);
    }
    derive(active, reasons, finished);
    deriveOwn(reasons, horizon);
    endWindow(horizon);
  }

  private void settleExactly(long horizon) {
    carriers.all().forEach(carrier -> carrier.open = null);
    exact.settle(horizon, locals, waits, pins, spans, told);
    deriveOwn(waits.reasons(locals), horizon);
    recorded.keepPending(locals, states, horizon - SOON_NANOS);
    pins.keepMounted(horizon, exact::isMounted);
    waits.dropUpTo(horizon);
    log.clear();
    locals.clear();
    settledUpTo = horizon;
  }

  /** The slices of the window by time, with their fibers. */
  private Slices matched(long horizon) {
    Slices active = replay.slices.takeUpTo(horizon);
    SliceMatcher matcher = new SliceMatcher(locals, active, states, carriers);
    matcher.withdrawImpossible(locals);
    withdrawn += matcher.withdrawn();
    matcher.fillByTime(moments);
    if (!replay.isTraced()) {
      // No slice was lost: none is recorded.
      replay.orphans.clear();
    }
    return matcher.addLost(replay.orphans, horizon) ? active.takeUpTo(Long.MAX_VALUE) : active;
  }

  private static IntObjectHashMap<OpenSlice> moved(
      IntObjectHashMap<OpenSlice> finished, Slices active) {
    IntObjectHashMap<OpenSlice> moved = new IntObjectHashMap<>();
    int before = 0;
    for (int row = 0; row < active.count(); row++) {
      if (!active.isOpen(row)) {
        OpenSlice open = finished.get(before++);
        if (open != null) {
          moved.put(row, open);
        }
      }
    }
    return moved;
  }

  private void leaving(Slices active, ThreadRows ofFiber, WaitLog.Reasons reasons) {
    Leaving leaving = new Leaving(active, ofFiber, states);
    if (replay.timers.size() > 0) {
      ThreadRows ofCarrier = new ThreadRows(locals, active.carriers, active.starts);
      leaving.timers(ofCarrier, replay.timerCarriers, replay.timers);
    }
    for (int i = 0; i < replay.yieldFibers.size(); i++) {
      everLeft.set(replay.yieldFibers.get(i));
    }
    leaving.yields(locals, replay.yieldFibers, replay.yieldStarts, replay.yieldEnds, reasons);
  }

  private void hold(Slices active, int[] idle, long horizon) {
    for (Carrier carrier : carriers.all()) {
      if (carrier.open != null) {
        held.addOpen(carrier.open.start(), horizon);
      }
    }
    held.add(active, carriers.count(), waits, idle, settledUpTo, horizon);
  }

  private void derive(
      Slices active, WaitLog.Reasons reasons, IntObjectHashMap<OpenSlice> finished) {
    SpanDeriver deriver = new SpanDeriver(window, active, locals, reasons, held, spans, told);
    for (int row = 0; row < active.count(); row++) {
      if (!active.isOpen(row)) {
        OpenSlice known = finished.get(row);
        deriver.slice(row, known, false);
        slices++;
        unmatched += active.assigned(row) ? 0 : 1;
      }
    }
    for (int row = 0; row < active.count(); row++) {
      if (active.isOpen(row)) {
        OpenSlice open = OpenSlice.of(active, row);
        carriers.of(active.carrier(row)).open = open;
        if (active.assigned(row)) {
          new SpanDeriver(window, active, locals, reasons, held, open.before(), open.wakes())
              .beforeSlice(row);
        }
      }
    }
  }

  private void deriveOwn(WaitLog.Reasons reasons, long horizon) {
    Slices own = ownSlices.takeUpTo(horizon);
    if (own.count() > 0) {
      SpanDeriver deriver = new SpanDeriver(window, own, locals, reasons, held, spans, told);
      for (int row = 0; row < own.count(); row++) {
        deriver.slice(row, null, true);
      }
    }
  }

  /**
   * Tells what goes on at a time up to which everything is settled.
   *
   * @param end when that goes on until, as far as is known
   */
  public void tails(long end, SpanSink tails, WakeSink tailWakes) {
    IntArrayList living = new IntArrayList();
    TailDeriver deriver = new TailDeriver(window, carriers, held, wakes);
    for (int thread = 0; thread < threads.count(); thread++) {
      if (threads.kind(thread) == ThreadTable.Kind.FIBER
          && JvmId.jvm(threads.jvmId(thread)) == jvm) {
        if (threads.end(thread) == ThreadTable.NOT_RECORDED) {
          if (!exact.isTold() || states.wasOnOwnCarrier(thread)) {
            living.add(thread);
          }
        } else if (!exact.isTold()
            && replay.isTraced()
            && threads.end(thread) <= end
            && !everLeft.get(thread)) {
          deriver.lostLife(thread, tails);
        }
      }
    }
    deriver.tell(end, living, submitsSeen, tails, tailWakes);
    if (exact.isTold()) {
      exact.tails(end, new Locals(), pins, tails, tailWakes);
    }
  }

  /**
   * Tells where in their code fibers wait still, as the agent says, once {@link #tails} is told.
   */
  public void sitesSoFar(SiteTable.Waiting taker) {
    exact.sitesSoFar(taker);
  }

  private void endWindow(long horizon) {
    recorded.keepPending(locals, states, horizon - SOON_NANOS);
    if (!replay.isTraced()) {
      pins.tellLone(horizon, fiber -> threads.id(fiber) < 0, spans);
    }
    pins.keep(horizon, carriers, states);
    moments.keep(horizon, replay.slices);
    replay.dropUpTo(horizon);
    waits.dropUpTo(horizon);
    startOrder.dropBefore(horizon);
    Submits submits = replay.submits;
    boolean[] needed = new boolean[submits.count()];
    wakes.markNeeded(needed);
    unfinished.markNeeded(needed);
    for (int row = 0; row < needed.length; row++) {
      needed[row] |= !submits.isSettled(row);
    }
    int[] newRows = submits.keep(needed);
    wakes.endWindow(newRows);
    unfinished.endWindow(newRows);
    log.clear();
    locals.clear();
    settledUpTo = horizon;
  }
}
