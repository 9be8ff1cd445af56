package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Times;

/** What a span is, in one line. */
public final class SpanText {
  private SpanText() {}

  /** {@code fiber-7 running on ForkJoinPool-1-worker-1 for 63.5 µs}, with doubt where there is. */
  public static String of(Session session, int row) {
    SpanTable spans = session.spans();
    ThreadTable threads = session.threads();
    boolean onCarrier = threads.kind(spans.track(row)) == ThreadTable.Kind.CARRIER;
    int fiber = onCarrier ? spans.link(row) : spans.track(row);
    int carrier = onCarrier ? spans.track(row) : spans.link(row);
    String name = fiber == SpanTable.NO_LINK ? "unknown fiber" : threads.name(fiber);
    String place = carrier == SpanTable.NO_LINK ? "" : " on " + threads.name(carrier);
    String doubt = spans.evidence(row) == Evidence.INFERRED ? " (inferred)" : "";
    String why = spans.why(row).text();
    State what = spans.state(row);
    // What a fiber waited for is over while it waits for a carrier, and may be while it is away.
    boolean over = what == State.RUNNABLE || what == State.AWAY;
    String state = why.isEmpty() || over ? what.text() : why;
    return name + " " + state + place + " for " + Times.duration(spans.duration(row)) + doubt;
  }
}
