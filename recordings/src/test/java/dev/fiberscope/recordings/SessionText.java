package dev.fiberscope.recordings;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.ArrayList;
import java.util.List;

/** Sessions as lines, to compare them row by row. */
public final class SessionText {
  private SessionText() {}

  /** The spans of every track by time. */
  public static List<String> spans(Session session) {
    return spans(session, Long.MAX_VALUE);
  }

  /** Those that end before what goes on at the end of what is settled. */
  static List<String> settledSpans(Session session) {
    return spans(session, session.readTo());
  }

  private static List<String> spans(Session session, long before) {
    List<String> lines = new ArrayList<>();
    SpanTable spans = session.spans();
    for (int track = 0; track < session.threads().count(); track++) {
      for (int row = spans.first(track); row != SpanTable.NONE; row = spans.next(row)) {
        // What is inferred to go on, behind the last that is settled, is told anew each time.
        boolean goesOn = before < Long.MAX_VALUE && spans.trackEnd(track) >= before;
        if (!goesOn || spans.evidence(row) != Evidence.INFERRED) {
          lines.add(line(session, track, row));
        }
      }
    }
    return lines;
  }

  private static String line(Session session, int track, int row) {
    SpanTable spans = session.spans();
    return "%d %d-%d %s %s %s %d"
        .formatted(
            session.threads().id(track),
            spans.start(row),
            spans.end(row),
            spans.state(row),
            spans.why(row),
            spans.evidence(row),
            spans.link(row));
  }

  /** All wake-ups. */
  static List<String> wakes(Session session) {
    List<String> lines = new ArrayList<>();
    WakeTable wakes = session.wakes();
    for (int row = 0; row < wakes.count(); row++) {
      lines.add(wakes.get(row).toString());
    }
    return lines;
  }
}
