package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.export.Rows.Taker;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import dev.fiberscope.recordings.store.WakeTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the picture shows, as tables. Times are ns since the session began. */
public final class SessionRows {
  private SessionRows() {}

  /** Every span of every fiber: its states. */
  public static Rows spans(Session session) {
    return new SpanRows(session, Kind.FIBER, "fiber", "carrier");
  }

  /** Every span of every carrier: whom it carried, and whether it was pinned meanwhile. */
  public static Rows slices(Session session) {
    return new SpanRows(session, Kind.CARRIER, "carrier", "fiber");
  }

  /** Every fiber with its time in each state. */
  public static Rows fibers(Session session) {
    return new FiberRows(session);
  }

  /** Every wait for a carrier: since when, until when, and who woke the fiber. */
  public static Rows wakes(Session session) {
    return new WakeRows(session);
  }

  private record WakeRows(Session session) implements Rows {
    @Override
    public List<String> columns() {
      return List.of(
          "fiber_id", "fiber", "runnable_ns", "mounted_ns", "waker_id", "waker", "evidence");
    }

    @Override
    public void forEach(Taker taker) throws IOException {
      WakeTable wakes = session.wakes();
      ThreadTable threads = session.threads();
      for (int row = wakes.first(); row < wakes.count(); row++) {
        int fiber = wakes.thread(row);
        int waker = wakes.waker(row);
        boolean known = waker != ThreadTable.NO_THREAD;
        long mounted = wakes.mounted(row);
        taker.row(
            threads.id(fiber),
            threads.name(fiber),
            wakes.time(row),
            mounted == WakeTable.NOT_MOUNTED ? "" : (Object) mounted,
            known ? (Object) threads.id(waker) : "",
            known ? threads.name(waker) : "",
            wakes.evidence(row).name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private record SpanRows(Session session, Kind kind, String track, String other) implements Rows {
    @Override
    public List<String> columns() {
      return List.of(
          track + "_id",
          track,
          "start_ns",
          "end_ns",
          "state",
          "reason",
          "evidence",
          other + "_id",
          other);
    }

    @Override
    public void forEach(Taker taker) throws IOException {
      SpanTable spans = session.spans();
      ThreadTable threads = session.threads();
      for (int thread : threads.rows(kind)) {
        for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
          taker.row(cells(session, row, threads.id(thread), threads.name(thread)));
        }
      }
    }
  }

  /** What a span is, behind what says whose: begin, end, state, reason, evidence, other side. */
  static Object[] cells(Session session, int row, Object... whose) {
    SpanTable spans = session.spans();
    int link = spans.link(row);
    boolean linked = link != SpanTable.NO_LINK;
    Object[] what = {
      spans.start(row),
      spans.end(row),
      spans.state(row).name().toLowerCase(Locale.ROOT),
      spans.why(row).text(),
      spans.evidence(row).name().toLowerCase(Locale.ROOT),
      linked ? (Object) session.threads().id(link) : "",
      linked ? session.threads().name(link) : ""
    };
    Object[] cells = Arrays.copyOf(whose, whose.length + what.length, Object[].class);
    System.arraycopy(what, 0, cells, whose.length, what.length);
    return cells;
  }

  private record FiberRows(Session session) implements Rows {
    private static final State[] STATES = State.values();

    @Override
    public List<String> columns() {
      return List.of(
          "fiber_id",
          "fiber",
          "parent",
          "start_ns",
          "end_ns",
          "running_ns",
          "runnable_ns",
          "away_ns",
          "parked_ns",
          "blocked_ns",
          "pinned_ns",
          "unknown_ns");
    }

    @Override
    public void forEach(Taker taker) throws IOException {
      SpanTable spans = session.spans();
      ThreadTable threads = session.threads();
      for (int fiber : threads.rows(Kind.FIBER)) {
        long[] nanos = new long[STATES.length];
        spans.addStateTimes(fiber, nanos);
        int parent = threads.parent(fiber);
        taker.row(
            threads.id(fiber),
            threads.name(fiber),
            parent == ThreadTable.NO_THREAD ? "" : threads.name(parent),
            time(threads.start(fiber)),
            time(threads.end(fiber)),
            nanos[State.RUNNING.ordinal()],
            nanos[State.RUNNABLE.ordinal()],
            nanos[State.AWAY.ordinal()],
            nanos[State.PARKED.ordinal()],
            nanos[State.BLOCKED.ordinal()],
            nanos[State.PINNED.ordinal()],
            nanos[State.UNKNOWN.ordinal()]);
      }
    }

    private static Object time(long nanos) {
      return nanos == ThreadTable.NOT_RECORDED ? "" : (Object) nanos;
    }
  }
}
