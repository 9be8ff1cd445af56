package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntLongHashMap;
import dev.fiberscope.recordings.schedule.ExactFibers.Mode;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.Why;
import java.util.function.Consumer;

/**
 * What fibers and carriers did where Fiberscope's agent said so. Nothing is matched: an event tells
 * when a slice begins and of whom, when it ends, and who put whom in line when.
 */
final class ExactSchedule {
  private static final int NONE = ThreadTable.NO_THREAD;

  private final ThreadTable threads;
  private final Consumer<Pin> found;
  private final ExactFibers fibers = new ExactFibers();
  private final IntIntHashMap fiberOn = new IntIntHashMap();
  // When somebody saw last that those wait with their carriers.
  private final IntLongHashMap seenWaiting = new IntLongHashMap();
  private final ExactSites sites;
  private final QueueLengths.Builder line = new QueueLengths.Builder();
  private WaitLog.Reasons reasons;
  private Pins pins;
  private ThreadRows pinsOfFiber;
  private SpanSink spans;
  private WakeSink told;
  private long since = ExactFibers.NEVER;
  private long slices;
  private long broken;

  final ExactLog log = new ExactLog();
  final ExactNames names = new ExactNames();

  /**
   * @param found takes waits that turn out to be pins
   * @param waitSites gets where in its code each fiber waited
   */
  ExactSchedule(ThreadTable threads, Consumer<Pin> found, SiteTable waitSites) {
    this.threads = threads;
    this.found = found;
    sites = new ExactSites(waitSites);
  }

  /** True once the agent has said anything. */
  boolean isTold() {
    return names.areTold() || since != ExactFibers.NEVER || !log.isEmpty();
  }

  /** How many slices have ended. */
  long slices() {
    return slices;
  }

  /** How many slices have no beginning or no end. */
  long broken() {
    return broken;
  }

  QueueLengths queueLengths(long end) {
    return line.build(end);
  }

  /** Settles what was told up to a time. */
  void settle(
      long horizon, Locals locals, WaitLog waits, Pins known, SpanSink spanSink, WakeSink wakes) {
    reasons = waits.reasons(locals);
    pins = known;
    pinsOfFiber = known.byFiber(locals);
    spans = spanSink;
    told = wakes;
    for (int row : log.upTo(horizon)) {
      if (since == ExactFibers.NEVER) {
        since = log.time(row);
      }
      int fiber = log.fiber(row);
      fibers.growTo(fiber);
      switch (log.kind(row)) {
        case BEGIN -> begin(log.thread(row), fiber, log.time(row));
        case END -> end(log.thread(row), fiber, log.time(row), log.detail(row));
        case RUNNABLE -> runnable(log.thread(row), fiber, log.time(row), log.detail(row));
        case UNPARK -> unpark(log.thread(row), fiber, log.time(row));
        case PINNED -> fibers.pinned(fiber, log.time(row));
        case WAITS -> sites.waits(fiber, log.time(row), log.detail(row));
      }
    }
    log.dropUpTo(horizon);
  }

  private void begin(int carrier, int fiber, long time) {
    int before = fiberOn.getOrDefault(carrier, NONE);
    if (before != NONE && fibers.mode(before) == Mode.MOUNTED) {
      lostEnd(before, time);
    }
    if (fibers.mode(fiber) == Mode.MOUNTED) {
      lostEnd(fiber, time);
    }
    offCarrier(fiber, time, time, spans, told);
    if (fibers.mode(fiber) == Mode.IN_LINE) {
      line.change(time, -1);
    }
    sites.goesOn(fiber, time);
    fiberOn.put(carrier, fiber);
    fibers.mounted(fiber, carrier, time);
  }

  /** Its end was lost: how long it ran is not known. */
  private void lostEnd(int fiber, long time) {
    broken++;
    fiberOn.remove(fibers.other(fiber));
    add(fiber, fibers.since(fiber), time, State.UNKNOWN, Why.UNKNOWN, Evidence.INFERRED);
    fibers.waits(fiber, -1, time);
  }

  private void end(int carrier, int fiber, long time, int state) {
    if (!fiberOn.containsKey(carrier) && fibers.mode(fiber) != Mode.UNTOLD) {
      // Said twice, so that it is said once.
      return;
    }
    long from = fibers.since(fiber);
    switch (fibers.mode(fiber)) {
      case MOUNTED -> mounted(fiber, carrier, from, time, Evidence.RECORDED, spans, found);
      // It was mounted when the agent came, for nothing has been said of it since.
      case UNTOLD -> mounted(fiber, carrier, since, time, Evidence.DERIVED, spans, found);
      default -> {
        broken++;
        add(fiber, from, time, State.UNKNOWN, Why.UNKNOWN, Evidence.INFERRED);
      }
    }
    slices++;
    fiberOn.remove(carrier);
    if (names.isEnd(state)) {
      fibers.ended(fiber, time);
      sites.ended(fiber);
      seenWaiting.remove(fiber);
    } else {
      fibers.waits(fiber, state, time);
    }
  }

  private void runnable(int thread, int fiber, long time, int cause) {
    Mode mode = fibers.mode(fiber);
    if (mode == Mode.IN_LINE || mode == Mode.MOUNTED) {
      return;
    }
    int waker = running(thread);
    if (names.isAfterYield(cause)) {
      // Whoever let it go on did so before it had left.
      boolean known = fibers.unparked(fiber) != ExactFibers.NEVER;
      waker = known ? fibers.unparker(fiber) : fiber;
    }
    if (names.isStart(cause)) {
      threads.started(fiber, time, waker);
    }
    line.change(time, 1);
    fibers.inLine(fiber, waker, cause, time);
  }

  private void unpark(int thread, int fiber, long time) {
    if (fibers.mode(fiber) == Mode.MOUNTED) {
      fibers.unparked(fiber, running(thread), time);
    }
  }

  /** On JDK 21 a fiber wakes others under the name of its carrier. */
  private int running(int thread) {
    return fiberOn.getOrDefault(thread, thread);
  }

  /**
   * Tells what a fiber did off its carriers.
   *
   * @param until up to when
   * @param mounted when it was mounted then, or {@link WakeTable#NOT_MOUNTED}
   */
  private void offCarrier(int fiber, long until, long mounted, SpanSink sink, WakeSink wakes) {
    Mode mode = fibers.mode(fiber);
    long left = fibers.left(fiber);
    if (mode == Mode.WAITING) {
      // That it was put in line was lost, if it goes on.
      waited(fiber, left, until, mounted == WakeTable.NOT_MOUNTED, sink);
    } else if (mode == Mode.IN_LINE) {
      long inLine = fibers.since(fiber);
      Why why = Why.UNKNOWN;
      if (left != ExactFibers.NEVER) {
        why = waited(fiber, left, inLine, true, sink);
      }
      Why line = why == Why.YIELD ? Why.YIELD : Why.UNKNOWN;
      sink.add(fiber, inLine, until, State.RUNNABLE, line, Evidence.RECORDED, SpanTable.NO_LINK);
      wakes.add(fiber, fibers.other(fiber), inLine, mounted, Evidence.RECORDED, reason(fiber, why));
    } else if (mode == Mode.UNTOLD && threads.start(fiber) != ThreadTable.NOT_RECORDED) {
      add(fiber, threads.start(fiber), until, State.RUNNABLE, Why.UNKNOWN, Evidence.DERIVED);
    }
  }

  private String reason(int fiber, Why why) {
    int cause = fibers.cause(fiber);
    if (names.isStart(cause)) {
      return WakeTable.STARTED;
    }
    return why == Why.YIELD ? "yielded" : why.text();
  }

  /**
   * @param known true if it waited up to the end of that
   */
  private Why waited(int fiber, long from, long to, boolean known, SpanSink sink) {
    Why why = reasons.around(fiber, from, to);
    Why left = names.why(fibers.state(fiber));
    why = why == Why.UNKNOWN ? left : why;
    State state =
        switch (left) {
          case MONITOR, WAIT -> State.BLOCKED;
          case YIELD -> State.RUNNABLE;
          case UNKNOWN -> State.UNKNOWN;
          default -> State.PARKED;
        };
    boolean away = !known && state != State.RUNNABLE && state != State.UNKNOWN;
    Evidence evidence = known ? Evidence.RECORDED : Evidence.INFERRED;
    sink.add(fiber, from, to, away ? State.AWAY : state, why, evidence, SpanTable.NO_LINK);
    return why;
  }

  private void mounted(
      int fiber,
      int carrier,
      long from,
      long to,
      Evidence evidence,
      SpanSink sink,
      Consumer<Pin> taker) {
    mounted(fiber, carrier, from, to, evidence, evidence, sink, taker);
  }

  /**
   * @param rest how well it is known what it did since it waited last with its carrier
   */
  private void mounted(
      int fiber,
      int carrier,
      long from,
      long to,
      Evidence evidence,
      Evidence rest,
      SpanSink sink,
      Consumer<Pin> taker) {
    for (int[] each : new int[][] {{fiber, carrier}, {carrier, fiber}}) {
      int track = each[0];
      int link = each[1];
      long last =
          pins.tellUpToLast(pinsOfFiber, fiber, track, link, from, to, evidence, sink, taker);
      sink.add(track, last, to, State.RUNNING, Why.UNKNOWN, rest, link);
    }
  }

  /** Tells what goes on at a time up to which everything is settled, as far as is known. */
  void tails(long end, Locals locals, Pins known, SpanSink sink, WakeSink wakes) {
    pins = known;
    pinsOfFiber = known.byFiber(locals);
    reasons = new WaitLog().reasons(locals);
    for (int fiber = 0; fiber < fibers.count(); fiber++) {
      switch (fibers.mode(fiber)) {
        case MOUNTED -> goesOn(fiber, end, sink);
        case WAITING, IN_LINE -> offCarrier(fiber, end, WakeTable.NOT_MOUNTED, sink, wakes);
        default -> {
          // Nothing goes on.
        }
      }
    }
  }

  /** Tells where in their code fibers wait still, once {@link #tails} has told that they do. */
  void sitesSoFar(SiteTable.Waiting taker) {
    sites.forEach(
        (fiber, since, stackTrace) -> {
          if (!isMounted(fiber) || isPinned(fiber)) {
            taker.waits(fiber, since, stackTrace);
          }
        });
  }

  private boolean isPinned(int fiber) {
    long pinned = fibers.pinnedSince(fiber);
    return pinned != ExactFibers.NEVER && !pins.endedSince(pinsOfFiber, fiber, pinned);
  }

  /**
   * A fiber that has a carrier keeps it. Before JDK 24 it does so also while it waits for a
   * monitor, of which no event tells before it is over; somebody may have looked.
   */
  private void goesOn(int fiber, long end, SpanSink sink) {
    long from = fibers.since(fiber);
    boolean told = isPinned(fiber);
    long seen = seenWaiting.getOrDefault(fiber, ExactFibers.NEVER);
    long waits = told ? fibers.pinnedSince(fiber) : seen >= from ? seen : end;
    long running = Math.clamp(waits, from, Math.max(from, end));
    boolean known = told || names.monitorsLeave();
    mounted(
        fiber,
        fibers.other(fiber),
        from,
        running,
        Evidence.RECORDED,
        known ? Evidence.RECORDED : Evidence.INFERRED,
        sink,
        _ -> {});
    // Since when is recorded, or seen; that it goes on follows.
    Evidence evidence = told ? Evidence.DERIVED : Evidence.INFERRED;
    for (int[] each : new int[][] {{fiber, fibers.other(fiber)}, {fibers.other(fiber), fiber}}) {
      sink.add(each[0], running, end, State.PINNED, Why.UNKNOWN, evidence, each[1]);
    }
  }

  /**
   * Takes what somebody saw.
   *
   * @param waits true if the fiber had a carrier and waited
   */
  void seen(int fiber, long time, boolean waits) {
    if (waits) {
      seenWaiting.put(fiber, time);
    } else {
      seenWaiting.remove(fiber);
    }
  }

  /** True if a fiber is on a carrier. */
  boolean isMounted(int fiber) {
    return fiber < fibers.count() && fibers.mode(fiber) == Mode.MOUNTED;
  }

  private void add(int track, long from, long to, State state, Why why, Evidence evidence) {
    spans.add(track, from, to, state, why, evidence, SpanTable.NO_LINK);
  }
}
