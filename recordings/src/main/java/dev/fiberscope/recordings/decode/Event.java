package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import java.time.Instant;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/** One event of a recording in the words of the store: rows and ns since the session began. */
record Event(RecordedEvent recorded, long originNanos, ThreadTable threads) {
  long start() {
    return nanos(recorded.getStartTime());
  }

  long end() {
    return nanos(recorded.getEndTime());
  }

  private long nanos(Instant time) {
    return Math.max(0, time.getEpochSecond() * 1_000_000_000L + time.getNano() - originNanos);
  }

  /** The row of the thread that the event happened on, or {@link ThreadTable#NO_THREAD}. */
  int thread() {
    return row(recorded.getThread());
  }

  /** The row of a thread that a field names, or {@link ThreadTable#NO_THREAD}. */
  int thread(String field) {
    return recorded.hasField(field) ? row(recorded.getThread(field)) : ThreadTable.NO_THREAD;
  }

  private int row(RecordedThread thread) {
    if (thread == null || thread.getJavaThreadId() <= 0) {
      return ThreadTable.NO_THREAD;
    }
    String name = thread.getJavaName();
    return threads.rowOf(thread.getJavaThreadId(), name == null ? "" : name, thread.isVirtual());
  }

  /** The row of a fiber that a field names by its thread id. */
  int fiber(String field) {
    return threads.rowOf(recorded.getLong(field), "", true);
  }

  long number(String field) {
    return recorded.getLong(field);
  }

  boolean flag(String field) {
    return recorded.getBoolean(field);
  }

  /** A text field, empty if the event does not have it. */
  String text(String field) {
    String text = recorded.hasField(field) ? recorded.getString(field) : null;
    return text == null ? "" : text;
  }

  /** A text field as fibers commit it: what follows a NUL only made it unlike any other. */
  String fiberText(String field) {
    String text = text(field);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  String methodName() {
    RecordedMethod method = recorded.getValue("method");
    return method == null ? "" : method.getName();
  }

  /** The id of the event's stack trace in {@code table}. */
  int stackTrace(StackTraceTable table) {
    RecordedStackTrace trace = recorded.getStackTrace();
    if (trace == null) {
      return StackTraceTable.NONE;
    }
    List<Frame> frames =
        trace.getFrames().stream()
            .filter(frame -> frame.getMethod() != null)
            .map(Event::frame)
            .toList();
    return table.idOf(frames);
  }

  private static Frame frame(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return new Frame(method.getType().getName(), method.getName(), frame.getLineNumber());
  }
}
