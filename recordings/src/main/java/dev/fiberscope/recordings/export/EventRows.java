package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.events.EventFilter;
import dev.fiberscope.recordings.events.EventMatcher;
import dev.fiberscope.recordings.events.EventText;
import dev.fiberscope.recordings.export.Rows.Taker;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The events of a recording that a filter wants, in the order of the file. Times are ns since the
 * recording began; fields are told as {@code name=value}, stack traces and arrays are left out.
 */
public record EventRows(Path file, EventFilter filter) implements Rows {
  /** Every event. */
  public EventRows(Path file) {
    this(file, EventFilter.ALL);
  }

  @Override
  public List<String> columns() {
    return List.of("start_ns", "end_ns", "type", "thread_id", "thread", "fields");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    try (ChunkFile chunks = ChunkFile.open(RecordingFiles.plain(file))) {
      if (chunks.chunks().isEmpty()) {
        return;
      }
      long origin = chunks.beginNanos();
      EventMatcher matcher = new EventMatcher(filter, origin);
      chunks.read(
          (_, _) -> {
            EventMatcher.OfChunk ofChunk = matcher.begin();
            return type -> Optional.of(taker(type, ofChunk.of(type), origin, taker));
          },
          _ -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new CancellationException();
            }
          });
    } catch (UncheckedIOException cannotWrite) {
      throw cannotWrite.getCause();
    }
  }

  private static Consumer<EventView> taker(
      TypeLayout type, Predicate<EventView> wants, long origin, Taker taker) {
    return event -> {
      if (wants.test(event)) {
        row(type, event, origin, taker);
      }
    };
  }

  private static void row(TypeLayout type, EventView event, long origin, Taker taker) {
    long start = event.number(type.slot("startTime"));
    long end = start + event.number(type.slot("duration"));
    Optional<ValueView> thread = EventText.thread(event);
    try {
      taker.row(
          event.chunk().nanos(start) - origin,
          event.chunk().nanos(end) - origin,
          type.name(),
          thread.map(is -> (Object) is.number("javaThreadId")).orElse(""),
          thread.map(EventText::threadName).orElse(""),
          EventText.fields(event));
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }
}
