package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.events.EventFilter;
import dev.fiberscope.recordings.events.EventList;
import dev.fiberscope.recordings.events.EventRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The events of a recording that a filter wants, in the order of time, as {@link EventRows}. */
public record ListedEventRows(Path file, EventFilter filter) implements Rows {
  @Override
  public List<String> columns() {
    return EventRows.COLUMNS;
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    try (EventList list = EventList.read(file, filter, _ -> {})) {
      for (int i = 0; i < list.size(); i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
        EventRow row = list.row(i);
        taker.row(
            row.start(),
            row.start() + row.nanos(),
            row.type(),
            row.threadId() == EventFilter.ANY_THREAD ? "" : (Object) row.threadId(),
            row.thread(),
            row.fields());
      }
    }
  }
}
