package dev.fiberscope.app.assist;

import dev.fiberscope.app.assist.OpenRecordings.One;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.index.Sites;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The longest waits of a thread, and where it was in its code. */
final class ThreadWaits {
  private static final int MOST_FRAMES = 30;

  private ThreadWaits() {}

  /**
   * @throws RecordingException if there is no thread of that name
   */
  static String of(One one, String name, int most) throws RecordingException {
    Session session = one.session();
    int thread =
        IntStream.range(0, session.threads().count())
            .filter(row -> session.threads().name(row).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new RecordingException(
                        "There is no thread " + name + "; the table thread lists them."));
    SpanTable spans = session.spans();
    List<Integer> waits = new ArrayList<>();
    if (!spans.isEmpty(thread)) {
      for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
        if (spans.state(row) != State.RUNNING) {
          waits.add(row);
        }
      }
    }
    waits.sort(Comparator.comparingLong((Integer row) -> spans.duration(row)).reversed());
    StringBuilder text = new StringBuilder();
    for (int row : waits.subList(0, Math.clamp(most, 0, waits.size()))) {
      text.append(spans.state(row).text()).append(" for ");
      text.append(Times.duration(spans.duration(row))).append(" at ");
      text.append(Times.moment(spans.start(row))).append(" s (");
      text.append(spans.evidence(row).name().toLowerCase(Locale.ROOT)).append(")\n");
      frames(session, one.seen().index().sites(), row, text);
    }
    return text.isEmpty() ? name + " did not wait, as far as is known.\n" : text.toString();
  }

  private static void frames(Session session, Sites sites, int row, StringBuilder text) {
    List<Frame> frames = session.stackTraces().frames(sites.stackTraceOf(row));
    for (Frame frame : frames.subList(0, Math.min(MOST_FRAMES, frames.size()))) {
      text.append("  at ").append(frame.type()).append('.').append(frame.method());
      text.append(frame.line() > 0 ? ":" + frame.line() : "").append('\n');
    }
    if (frames.isEmpty()) {
      text.append("  no stack trace was recorded\n");
    }
  }
}
