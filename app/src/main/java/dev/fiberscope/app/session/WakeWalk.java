package dev.fiberscope.app.session;

import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.util.List;
import java.util.Optional;

/** From a fiber to the thread that woke it, and from a thread to the fibers it woke. */
public final class WakeWalk {
  private static final int MOST = 100;

  private WakeWalk() {}

  /** The wake-up that ended the selected wait, or that let the selected span begin. */
  public static Optional<Wake> wokenBy(OpenSession open, Selection selection) {
    int span = selection.span();
    if (span == Selection.NONE || open.session().spans().track(span) != selection.thread()) {
      return Optional.empty();
    }
    SpanTable spans = open.session().spans();
    State state = spans.state(span);
    boolean waits = isWait(state);
    // A waiting fiber is woken where its span ends, give or take what lies between the two clocks.
    long late = spans.end(span) + (spans.duration(span) >> 4);
    long until = waits ? Math.min(late, nextWait(spans, span)) : spans.start(span);
    long from = waits ? spans.start(span) : beforeWait(spans, span);
    return open.index().lastWake(selection.thread(), from, until);
  }

  private static boolean isWait(State state) {
    return state == State.PARKED || state == State.BLOCKED || state == State.AWAY;
  }

  /** When the first wait behind a span begins. */
  private static long nextWait(SpanTable spans, int span) {
    int row = spans.next(span);
    while (row != SpanTable.NONE && !isWait(spans.state(row))) {
      row = spans.next(row);
    }
    return row == SpanTable.NONE ? Long.MAX_VALUE : spans.start(row);
  }

  /** When the last wait before a span began. */
  private static long beforeWait(SpanTable spans, int span) {
    int row = span;
    int before = spans.previous(span);
    while (before != SpanTable.NONE && !isWait(spans.state(row))) {
      row = before;
      before = spans.previous(row);
    }
    return spans.start(row);
  }

  /** The wake-ups that the selected thread made during the selected span, at most 100. */
  public static List<Wake> wakes(OpenSession open, Selection selection) {
    int span = selection.span();
    SpanTable spans = open.session().spans();
    long from = span == Selection.NONE ? 0 : spans.start(span);
    long to = span == Selection.NONE ? Long.MAX_VALUE : spans.end(span);
    return open.index().wakesBy(selection.thread(), from, to, MOST);
  }

  /** What the waking thread did at a wake-up. */
  public static Selection waker(OpenSession open, Wake wake) {
    return at(open, wake.waker(), wake.time());
  }

  /** What the woken fiber did at a wake-up. */
  public static Selection woken(OpenSession open, Wake wake) {
    return at(open, wake.thread(), wake.time());
  }

  private static Selection at(OpenSession open, int thread, long time) {
    return thread == ThreadTable.NO_THREAD ? Selection.EMPTY : Selection.at(open, thread, time);
  }
}
