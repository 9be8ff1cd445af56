package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Map;

/** Takes in what threads do with thread-locals. */
final class ThreadLocalTracker {
  final ThreadLocalTable uses;
  private final StackTraceTable stackTraces;
  // By stack trace: whether a first value was made in there.
  private final IntObjectHashMap<Boolean> initial = new IntObjectHashMap<>();

  ThreadLocalTracker(Storage storage, StackTraceTable stackTraces) {
    uses = new ThreadLocalTable(storage);
    this.stackTraces = stackTraces;
  }

  Map<String, EventHandler> handlers() {
    return Map.of("jdk.ObjectAllocationSample", this::allocation);
  }

  void used(Use use, Event event) {
    if (event.thread() != ThreadTable.NO_THREAD) {
      uses.add(event.thread(), event.start(), event.end(), use, event.stackTrace());
    }
  }

  private void allocation(Event event) {
    int trace = event.stackTrace();
    if (isInitial(trace)) {
      uses.allocated(trace, event.number(Field.WEIGHT));
    }
  }

  private boolean isInitial(int trace) {
    Boolean known = initial.get(trace);
    if (known == null) {
      known = stackTraces.frames(trace).stream().anyMatch(ThreadLocalTracker::isInitial);
      initial.put(trace, known);
    }
    return known;
  }

  private static boolean isInitial(Frame frame) {
    return frame.method().equals("setInitialValue") && frame.type().equals("java.lang.ThreadLocal");
  }
}
