package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.ThreadTable;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/** An event as the JDK's own reader gives it. */
record ConsumerEvent(
    RecordedEvent recorded, long originNanos, ThreadTable threads, StackTraceTable stackTraces)
    implements Event {
  @Override
  public String type() {
    return recorded.getEventType().getName();
  }

  @Override
  public long start() {
    return nanos(recorded.getStartTime());
  }

  @Override
  public long end() {
    return Math.max(start(), nanos(recorded.getEndTime()));
  }

  private long nanos(Instant time) {
    return Math.max(0, time.getEpochSecond() * 1_000_000_000L + time.getNano() - originNanos);
  }

  @Override
  public int thread() {
    return row(recorded.getThread());
  }

  @Override
  public int thread(Field field) {
    return recorded.hasField(field.text())
        ? row(recorded.getThread(field.text()))
        : ThreadTable.NO_THREAD;
  }

  private int row(RecordedThread thread) {
    if (thread == null || thread.getJavaThreadId() <= 0) {
      return ThreadTable.NO_THREAD;
    }
    String name = thread.getJavaName();
    return threads.rowOf(thread.getJavaThreadId(), name == null ? "" : name, thread.isVirtual());
  }

  @Override
  public long number(Field field) {
    return recorded.hasField(field.text()) ? recorded.getLong(field.text()) : 0;
  }

  @Override
  public long id(Field field) {
    return number(field);
  }

  @Override
  public float fraction(Field field) {
    return recorded.hasField(field.text()) ? recorded.getFloat(field.text()) : 0;
  }

  @Override
  public boolean flag(Field field) {
    return recorded.hasField(field.text()) && recorded.getBoolean(field.text());
  }

  @Override
  public String text(Field field) {
    String text = recorded.hasField(field.text()) ? recorded.getString(field.text()) : null;
    return text == null ? "" : text;
  }

  @Override
  public String className(Field field) {
    RecordedClass named = recorded.hasField(field.text()) ? recorded.getClass(field.text()) : null;
    return named == null ? "" : named.getName();
  }

  @Override
  public Traced method() {
    RecordedMethod method = recorded.getValue(Field.METHOD.text());
    return method == null ? Traced.OTHER : Traced.of(method.getName(), method.getDescriptor());
  }

  @Override
  public int stackTrace() {
    RecordedStackTrace trace = recorded.getStackTrace();
    if (trace == null) {
      return StackTraceTable.NONE;
    }
    List<Frame> frames =
        trace.getFrames().stream()
            .filter(frame -> frame.getMethod() != null)
            .map(ConsumerEvent::frame)
            .toList();
    return stackTraces.idOf(frames);
  }

  private static Frame frame(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return new Frame(
        method.getType().getName(),
        method.getName(),
        frame.getLineNumber(),
        Modifier.isSynchronized(method.getModifiers()));
  }
}
