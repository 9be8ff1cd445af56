package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Everything that carriers, fibers and other threads did in a stretch of time; what began before it
 * or ended behind it is whole.
 *
 * @param from ns since the session began; {@code to} likewise, not included
 */
public record ShownRows(Session session, long from, long to) implements Rows {
  @Override
  public List<String> columns() {
    return List.of(
        "thread_id",
        "thread",
        "kind",
        "start_ns",
        "end_ns",
        "state",
        "reason",
        "evidence",
        "other_id",
        "other");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    SpanTable spans = session.spans();
    ThreadTable threads = session.threads();
    for (ThreadTable.Kind kind : ThreadTable.Kind.values()) {
      for (int thread : threads.rows(kind)) {
        int row = spans.firstEndingAfter(thread, from);
        while (row != SpanTable.NONE && spans.start(row) < to) {
          taker.row(
              SessionRows.cells(
                  session,
                  row,
                  threads.id(thread),
                  threads.name(thread),
                  kind.name().toLowerCase(Locale.ROOT)));
          row = spans.next(row);
        }
      }
    }
  }
}
