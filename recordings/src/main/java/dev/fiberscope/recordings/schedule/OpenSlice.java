package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.List;

/**
 * A slice that was not over when a window ended: what put its fiber in line, since when it runs at
 * the latest, and what the fiber did before.
 */
final class OpenSlice {
  private record Span(
      int track, long start, long end, State state, Why why, Evidence evidence, int link) {}

  private final List<Span> spansBefore = new ArrayList<>();
  private final List<Wake> wakes = new ArrayList<>();

  /** A table with this one row. */
  final Slices slices;

  private OpenSlice(Slices slices) {
    this.slices = slices;
  }

  /** The file order tells whose it is; that it goes on is inferred. */
  static OpenSlice of(Slices active, int row) {
    Slices one = active.only(row);
    if (one.assigned(0)) {
      one.assign(0, one.fiber(0), Evidence.INFERRED);
    }
    return new OpenSlice(one);
  }

  /** Takes what the fiber did before. */
  SpanSink before() {
    return (track, start, end, state, why, evidence, link) ->
        spansBefore.add(new Span(track, start, end, state, why, evidence, link));
  }

  /** Takes what woke it. */
  WakeSink wakes() {
    return (thread, waker, time, mounted, evidence, reason) ->
        wakes.add(new Wake(-1, thread, waker, time, mounted, evidence, reason));
  }

  /**
   * Tells what the fiber did before.
   *
   * @param mounted when it was mounted, as far as is known now
   */
  void tell(long mounted, SpanSink spans, WakeSink told) {
    for (Span span : spansBefore) {
      long end = Math.min(span.end, mounted);
      spans.add(span.track, span.start, end, span.state, span.why, span.evidence, span.link);
    }
    for (Wake wake : wakes) {
      long time = Math.min(wake.time(), mounted);
      told.add(wake.thread(), wake.waker(), time, mounted, wake.evidence(), wake.reason());
    }
  }

  long start() {
    return slices.start(0);
  }

  int fiber() {
    return slices.fiber(0);
  }
}
