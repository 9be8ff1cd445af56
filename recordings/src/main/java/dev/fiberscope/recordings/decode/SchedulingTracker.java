package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.schedule.ExactLog;
import dev.fiberscope.recordings.schedule.Scheduling;
import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.schedule.WaitLog;
import dev.fiberscope.recordings.store.BlockerTable;
import dev.fiberscope.recordings.store.BlockerTable.Blocker;
import dev.fiberscope.recordings.store.LateTimer;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import dev.fiberscope.recordings.text.PinReason;
import java.util.Map;

/** Takes in what the JDK says of fibers and carriers. */
final class SchedulingTracker {
  private static final long LATE_NANOS = 1_000_000;

  private final ThreadTable threads;
  private final PinTable pins;
  final SiteTable waitSites;
  final SiteTable wakeSites;
  final SiteTable samples;
  final BlockerTable blockers;
  final RecordTable<LateTimer> lateTimers = new RecordTable<>();
  private final ThreadLocalTracker locals;
  private final SingleEvents singles;
  private Scheduling now;

  /**
   * @param storage for what the session keeps
   */
  SchedulingTracker(
      Storage storage,
      ThreadTable threads,
      PinTable pins,
      ThreadLocalTracker locals,
      SingleEvents singles) {
    this.locals = locals;
    this.singles = singles;
    this.threads = threads;
    this.pins = pins;
    waitSites = new SiteTable(storage);
    wakeSites = new SiteTable(storage);
    samples = new SiteTable(storage);
    blockers = new BlockerTable(storage);
  }

  /** Tells of which JVM the events that follow are. */
  void of(Scheduling scheduling) {
    now = scheduling;
  }

  /** What takes events of the JVM of now. */
  Scheduling now() {
    return now;
  }

  Map<String, EventHandler> handlers() {
    return Map.ofEntries(
        Map.entry("jdk.MethodTrace", this::methodTrace),
        Map.entry("jdk.VirtualThreadStart", this::fiberStart),
        Map.entry("jdk.VirtualThreadEnd", this::fiberEnd),
        Map.entry("jdk.VirtualThreadPinned", this::pinned),
        Map.entry("jdk.ThreadSleep", this::slept),
        Map.entry("jdk.JavaMonitorWait", this::monitorWait),
        Map.entry("jdk.JavaMonitorEnter", this::monitorEnter),
        Map.entry("jdk.ThreadPark", this::parked),
        Map.entry("jdk.SocketRead", event -> waited(event, Why.IO)),
        Map.entry("jdk.SocketWrite", event -> waited(event, Why.IO)),
        Map.entry(
            "jdk.ExecutionSample", event -> sample(event, event.thread(Field.SAMPLED_THREAD))),
        Map.entry("jdk.CPUTimeSample", event -> sample(event, event.thread())),
        Map.entry("fiberscope.deep.Begin", event -> exact(ExactLog.Kind.BEGIN, event, 0)),
        Map.entry("fiberscope.deep.End", this::deepEnd),
        Map.entry("fiberscope.deep.Runnable", this::deepRunnable),
        Map.entry("fiberscope.deep.Unpark", this::deepUnpark),
        Map.entry("fiberscope.deep.Pinned", event -> exact(ExactLog.Kind.PINNED, event, 0)),
        Map.entry("fiberscope.deep.Waits", this::deepWaits),
        Map.entry("fiberscope.deep.Facts", this::deepFacts));
  }

  /** Notes where a thread was. Every Java-level event must pass here, in file order. */
  void seen(Event event) {
    add(Kind.OTHER, event);
  }

  private void add(Kind kind, Event event) {
    int thread = event.thread();
    if (thread != ThreadTable.NO_THREAD) {
      now.log().add(kind, thread, event.start(), event.end());
    }
  }

  private void exact(ExactLog.Kind kind, Event event, long detail) {
    int fiber = threads.rowOf(event.id(Field.FIBER), "", true);
    if (event.thread() != ThreadTable.NO_THREAD) {
      if (kind == ExactLog.Kind.BEGIN) {
        threads.markCarrier(event.thread());
      }
      now.exact().add(kind, event.thread(), fiber, event.start(), (int) detail);
    }
  }

  private void deepEnd(Event event) {
    exact(ExactLog.Kind.END, event, event.number(Field.STATE));
    String type = event.className(Field.BLOCKER);
    if (!type.isEmpty()) {
      long owner = event.number(Field.OWNER);
      blockers.add(
          threads.rowOf(event.id(Field.FIBER), "", true),
          event.start(),
          new Blocker(
              type,
              (int) event.number(Field.IDENTITY),
              owner == 0
                  ? ThreadTable.NO_THREAD
                  : threads.rowOf(event.id(Field.OWNER), "", false)));
    }
  }

  private void deepRunnable(Event event) {
    exact(ExactLog.Kind.RUNNABLE, event, event.number(Field.CAUSE));
    wakeSite(event);
  }

  private void deepUnpark(Event event) {
    exact(ExactLog.Kind.UNPARK, event, 0);
    wakeSite(event);
  }

  private void deepWaits(Event event) {
    if (event.stackTrace() != StackTraceTable.NONE) {
      exact(ExactLog.Kind.WAITS, event, event.stackTrace());
    }
  }

  private void deepFacts(Event event) {
    now.exactNames(event.text(Field.STATES), event.text(Field.CAUSES));
    locals.told(event.flag(Field.LOCALS));
  }

  private void waited(Event event, Why why) {
    singles.waited(event, why);
    now.waits().add(event.thread(), event.start(), event.end(), why);
    site(event);
  }

  private void slept(Event event) {
    long asked = event.number(Field.TIME);
    long due = asked > 0 ? event.start() + asked : WaitLog.NO_DUE;
    singles.slept(event, due);
    timer(event.thread(), event.start(), due, event.end());
    now.waits().add(event.thread(), event.start(), event.end(), Why.SLEEP, due);
    site(event);
  }

  private void timer(int thread, long start, long due, long end) {
    // What is on time is no news; due may be beyond all numbers.
    if (thread != ThreadTable.NO_THREAD && due >= start && end - due >= LATE_NANOS) {
      lateTimers.add(new LateTimer(thread, start, due, end));
    }
  }

  private void site(Event event) {
    waitSites.add(event.thread(), event.start(), event.end(), event.stackTrace());
  }

  private void parked(Event event) {
    singles.waited(event, Why.PARK);
    now.waits().add(event.thread(), event.start(), event.end(), Why.PARK);
    site(event);
  }

  private void sample(Event event, int thread) {
    samples.add(thread, event.start(), event.start(), event.stackTrace());
    singles.ran(thread, event.start());
  }

  private void monitorEnter(Event event) {
    singles.waited(event, Why.MONITOR);
    site(event);
    maybePinned(event, "Contended monitor enter");
  }

  private void maybePinned(Event event, String operation) {
    int thread = event.thread();
    if (thread != ThreadTable.NO_THREAD && threads.kind(thread) == ThreadTable.Kind.FIBER) {
      now.maybePinned(
          new Pin(
              thread,
              ThreadTable.NO_THREAD,
              event.start(),
              event.end(),
              operation,
              PinReason.KEPT,
              event.stackTrace()));
    }
  }

  /** It is told when the fiber goes on, so that is the latest moment it can have been woken at. */
  private void monitorWait(Event event) {
    waited(event, Why.WAIT);
    maybePinned(event, "Object.wait");
    int notifier = event.thread(Field.NOTIFIER);
    if (notifier != ThreadTable.NO_THREAD && event.thread() != ThreadTable.NO_THREAD) {
      now.woken(event.thread(), notifier, event.end(), "notified");
    }
  }

  private void methodTrace(Event event) {
    switch (event.method()) {
      case RUN_CONTINUATION -> {
        add(Kind.SLICE, event);
        if (event.thread() != ThreadTable.NO_THREAD) {
          threads.markCarrier(event.thread());
        }
      }
      case YIELD_CONTINUATION -> {
        add(Kind.YIELD, event);
        site(event);
      }
      case PARK_NANOS -> {
        add(Kind.OTHER, event);
        waited(event, Why.TIMED_PARK);
      }
      case TRY_YIELD -> {
        add(Kind.OTHER, event);
        waited(event, Why.YIELD);
      }
      case MOUNT -> {
        add(Kind.MOUNT, event);
        // While it is not compiled the carrier says so, the first of all its events.
        if (event.thread() != ThreadTable.NO_THREAD) {
          threads.markCarrier(event.thread());
        }
      }
      case START -> submit(Kind.START, event);
      case SUBMIT_LAZILY -> submit(Kind.SUBMIT_LAZILY, event);
      case SUBMIT_OUTSIDE -> submit(Kind.SUBMIT_OUTSIDE, event);
      case SUBMIT -> submit(Kind.SUBMIT, event);
      case CREATE -> add(Kind.CREATE, event);
      case TIMER -> add(Kind.TIMER, event);
      case LOCAL_SET -> local(Use.SET, event);
      case LOCAL_GET -> local(Use.GET, event);
      case LOCAL_INITIAL -> local(Use.INITIAL, event);
      case LOCAL_REMOVE -> local(Use.REMOVE, event);
      case LOCAL_INHERIT -> local(Use.INHERIT, event);
      case LOCAL_COPY -> local(Use.COPY, event);
      case TASK -> local(Use.TASK, event);
      case OTHER -> add(Kind.OTHER, event);
    }
  }

  private void local(Use use, Event event) {
    add(Kind.OTHER, event);
    locals.used(use, event);
  }

  private void submit(Kind kind, Event event) {
    add(kind, event);
    wakeSite(event);
  }

  private void wakeSite(Event event) {
    wakeSites.add(event.thread(), event.start(), event.end(), event.stackTrace());
  }

  private void fiberStart(Event event) {
    if (event.thread() == ThreadTable.NO_THREAD) {
      return;
    }
    seen(event);
    threads.started(event.thread(), event.start(), ThreadTable.NO_THREAD);
  }

  private void fiberEnd(Event event) {
    if (event.thread() == ThreadTable.NO_THREAD) {
      return;
    }
    seen(event);
    threads.ended(event.thread(), event.start());
    singles.ended(event.thread(), event.start());
  }

  private void pinned(Event event) {
    if (event.thread() == ThreadTable.NO_THREAD) {
      return;
    }
    int carrier = event.thread(Field.CARRIER_THREAD);
    if (carrier != ThreadTable.NO_THREAD) {
      threads.markCarrier(carrier);
    }
    Pin pin =
        new Pin(
            event.thread(),
            carrier,
            event.start(),
            event.end(),
            event.text(Field.BLOCKING_OPERATION),
            event.text(Field.PINNED_REASON),
            event.stackTrace());
    pins.add(pin);
    now.pinned(pin);
    singles.pinned(pin);
  }
}
