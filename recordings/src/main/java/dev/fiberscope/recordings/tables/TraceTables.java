package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Stack traces, and where threads ran in their code. */
final class TraceTables {
  private TraceTables() {}

  static List<SessionTable> of(Session session, SessionIndex index) {
    return List.of(frames(session), samples(session, index));
  }

  /** Where each stack trace begins, if all frames stand in one row. */
  private static int[] begins(StackTraceTable traces) {
    int[] begins = new int[traces.count() + 1];
    for (int i = 0; i < traces.count(); i++) {
      begins[i + 1] = begins[i] + traces.frames(i).size();
    }
    return begins;
  }

  private static int traceAt(int[] begins, int row) {
    int found = Arrays.binarySearch(begins, row);
    if (found < 0) {
      return -found - 2;
    }
    // Stack traces without frames begin where the next one does.
    while (begins[found + 1] == row) {
      found++;
    }
    return found;
  }

  private static SessionTable frames(Session session) {
    StackTraceTable traces = session.stackTraces();
    Lazy<int[]> begins = new Lazy<>(() -> begins(traces));
    IntFunction<Frame> frame =
        row -> {
          int trace = traceAt(begins.get(), row);
          return traces.frames(trace).get(row - begins.get()[trace]);
        };
    int count = begins.get()[traces.count()];
    return new TableBuilder(session, "frame", "A frame of a stack trace")
        .row("stack_trace", "The number of its stack trace", row -> traceAt(begins.get(), row))
        .whole(
            "depth", "0 for the innermost", row -> row - begins.get()[traceAt(begins.get(), row)])
        .text("type", "The class", row -> frame.apply(row).type())
        .text("method", "The method", row -> frame.apply(row).method())
        .whole(
            "line",
            "The line of its source",
            row -> frame.apply(row).line() < 0 ? TableColumn.NULL : frame.apply(row).line())
        .build(0, count);
  }

  private static SessionTable samples(Session session, SessionIndex index) {
    SiteTable samples = session.samples();
    return new TableBuilder(session, "sample", "A look at where a running thread was in its code")
        .thread("thread", "Whose", samples::thread)
        .time("start_ns", "When", TableColumn.NULL, samples::start)
        .row("stack_trace", "Where: its number in frame", samples::stackTrace)
        .text(
            "site",
            "The innermost method of the program there",
            row -> index.sites().siteName(samples.stackTrace(row)))
        .build(samples.first(), samples.count());
  }
}
