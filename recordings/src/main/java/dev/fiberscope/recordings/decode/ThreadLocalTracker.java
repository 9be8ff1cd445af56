package dev.fiberscope.recordings.decode;

import static dev.fiberscope.recordings.store.ThreadLocalTable.UNKNOWN;

import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.List;
import java.util.Map;

/** Takes in what threads do with thread-locals. */
final class ThreadLocalTracker {
  /** By the agent's numbers. */
  private static final List<Use> TOLD =
      List.of(Use.SET, Use.GET, Use.INITIAL, Use.INITIAL, Use.REMOVE, Use.INHERIT);

  private static final int FIRST = 2;
  private static final int MADE = 3;

  final ThreadLocalTable uses;
  private final StackTraceTable stackTraces;
  // By stack trace: whether a first value was made in there.
  private final IntObjectHashMap<Boolean> initial = new IntObjectHashMap<>();
  // Since when threads make a first value.
  private final IntLongHashMap making = new IntLongHashMap();
  private boolean told;

  ThreadLocalTracker(Storage storage, StackTraceTable stackTraces) {
    uses = new ThreadLocalTable(storage);
    this.stackTraces = stackTraces;
  }

  Map<String, EventHandler> handlers() {
    return Map.of(
        "jdk.ObjectAllocationSample", this::allocation, "fiberscope.deep.Local", this::told);
  }

  void used(Use use, Event event) {
    if (event.thread() != ThreadTable.NO_THREAD) {
      uses.add(event.thread(), event.start(), event.end(), use, event.stackTrace(), UNKNOWN);
    }
  }

  /**
   * Takes whether the agent tells of thread-locals.
   *
   * @param woven false if it does not any more, which changes nothing of what it told
   */
  void told(boolean woven) {
    told |= woven;
  }

  /** True if the agent tells, also if nobody used any. */
  boolean areTold() {
    return told;
  }

  /** What the agent says of a variable; the making of a first value is said in two. */
  private void told(Event event) {
    int variable = (int) event.number(Field.VARIABLE);
    int use = (int) event.number(Field.USE);
    int thread = event.thread();
    long time = event.start();
    if (thread == ThreadTable.NO_THREAD || use < 0 || use >= TOLD.size()) {
      return;
    }
    if (use == FIRST) {
      making.put(thread, time);
    } else if (use == MADE) {
      long since = making.containsKey(thread) ? making.remove(thread) : time;
      uses.add(thread, since, time, Use.INITIAL, event.stackTrace(), variable);
    } else if (variable != UNKNOWN || TOLD.get(use) == Use.INHERIT) {
      uses.add(thread, time, time, TOLD.get(use), event.stackTrace(), variable);
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
