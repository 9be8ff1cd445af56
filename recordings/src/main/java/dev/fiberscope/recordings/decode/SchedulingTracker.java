package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.decode.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.util.Map;

/** Takes in what the JDK says of fibers and carriers. */
final class SchedulingTracker {
  private final ThreadTable threads;
  private final StackTraceTable stackTraces;
  final SchedulingLog log = new SchedulingLog();
  final PinTable pins = new PinTable();
  final WaitLog waits = new WaitLog();

  SchedulingTracker(ThreadTable threads, StackTraceTable stackTraces) {
    this.threads = threads;
    this.stackTraces = stackTraces;
  }

  Map<String, EventHandler> handlers() {
    return Map.of(
        "jdk.MethodTrace",
        this::methodTrace,
        "jdk.VirtualThreadStart",
        this::fiberStart,
        "jdk.VirtualThreadEnd",
        this::fiberEnd,
        "jdk.VirtualThreadPinned",
        this::pinned,
        "jdk.ThreadSleep",
        event -> waited(event, Why.SLEEP),
        "jdk.JavaMonitorWait",
        event -> waited(event, Why.WAIT),
        "jdk.SocketRead",
        event -> waited(event, Why.IO),
        "jdk.SocketWrite",
        event -> waited(event, Why.IO));
  }

  /** Notes where a thread was. Every Java-level event must pass here, in file order. */
  void seen(Event event) {
    add(Kind.OTHER, event);
  }

  private void add(Kind kind, Event event) {
    int thread = event.thread();
    if (thread != ThreadTable.NO_THREAD) {
      log.add(kind, thread, event.start(), event.end());
    }
  }

  private void waited(Event event, Why why) {
    waits.add(event.thread(), event.start(), event.end(), why);
  }

  private void methodTrace(Event event) {
    switch (event.methodName()) {
      case "runContinuation" -> {
        add(Kind.SLICE, event);
        if (event.thread() != ThreadTable.NO_THREAD) {
          threads.markCarrier(event.thread());
        }
      }
      case "yieldContinuation" -> add(Kind.YIELD, event);
      case "parkNanos" -> {
        add(Kind.OTHER, event);
        waited(event, Why.TIMED_PARK);
      }
      case "tryYield" -> {
        add(Kind.OTHER, event);
        waited(event, Why.YIELD);
      }
      default -> add(Kind.OTHER, event);
    }
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
  }

  private void pinned(Event event) {
    if (event.thread() == ThreadTable.NO_THREAD) {
      return;
    }
    int carrier = event.thread("carrierThread");
    if (carrier != ThreadTable.NO_THREAD) {
      threads.markCarrier(carrier);
    }
    pins.add(
        new Pin(
            event.thread(),
            carrier,
            event.start(),
            event.end(),
            event.text("blockingOperation"),
            event.text("pinnedReason"),
            event.stackTrace()));
  }
}
