package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanBuilder;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeSink;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A small recording, told event by event, and what becomes of it. */
final class SchedulingHarness {
  private final Storage storage = Storage.ofSession();
  private final SpanBuilder builder = new SpanBuilder(storage);
  final ThreadTable threads = new ThreadTable();
  final List<Pin> found = new ArrayList<>();
  final WakeTable wakes = new WakeTable(storage);
  final SiteTable sites = new SiteTable(storage);
  final Scheduling scheduling = new Scheduling(0, threads, builder, wakes, found::add, sites);
  private final long end;
  private SpanTable spans;

  /**
   * @param end when the last thing recorded ended
   */
  SchedulingHarness(long end) {
    this.end = end;
  }

  int carrier(long id, String name) {
    int carrier = threads.rowOf(id, name, false);
    threads.markCarrier(carrier);
    return carrier;
  }

  int fiber(long id, String name) {
    return threads.rowOf(id, name, true);
  }

  void log(Kind kind, int thread, long start, long end) {
    scheduling.log().add(kind, thread, start, end);
  }

  /** Something of a fiber's. */
  void sign(int fiber, long time) {
    log(Kind.OTHER, fiber, time, time);
  }

  void slice(int carrier, long start, long end) {
    log(Kind.SLICE, carrier, start, end);
  }

  /** Settles all, with what goes on at the end. */
  SpanTable spans() {
    if (spans == null) {
      scheduling.finish();
      spans = spansSoFar(end, wakes::add);
    }
    return spans;
  }

  /** What is settled, with what goes on. */
  SpanTable spansSoFar(long until, WakeSink told) {
    SpanBuilder.Tails tails = builder.new Tails();
    scheduling.tails(until, tails, told);
    return builder.build(tails);
  }

  QueueLengths queueLengths() {
    return scheduling.queueLengths(end);
  }

  /** The spans of a track, a line each. */
  List<String> states(int track) {
    return states(spans(), track);
  }

  static List<String> states(SpanTable spans, int track) {
    List<String> told = new ArrayList<>();
    for (int row = spans.first(track); row != SpanTable.NONE; row = spans.next(row)) {
      told.add(
          spans.start(row)
              + "-"
              + spans.end(row)
              + " "
              + spans.state(row)
              + " "
              + spans.evidence(row)
              + (spans.why(row) == Why.UNKNOWN ? "" : " " + spans.why(row)));
    }
    return told;
  }

  /** The fiber that a carrier carried at a time. */
  int fiberOn(int carrier, long time) {
    return spans().link(spans().at(carrier, time));
  }

  State at(int fiber, long time) {
    return spans().state(spans().at(fiber, time));
  }

  /** The wake-up of a fiber before it was mounted then. */
  Wake wake(int fiber, long mounted) {
    spans();
    return IntStream.range(0, wakes.count())
        .mapToObj(wakes::get)
        .filter(wake -> wake.thread() == fiber && wake.mounted() == mounted)
        .findFirst()
        .orElseThrow();
  }
}
