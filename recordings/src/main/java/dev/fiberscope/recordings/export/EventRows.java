package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import dev.fiberscope.recordings.chunk.ValueView;
import dev.fiberscope.recordings.export.Rows.Taker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every event of a recording in the order of the file. Times are ns since the recording began;
 * fields are told as {@code name=value}, stack traces and arrays are left out.
 */
public record EventRows(Path file) implements Rows {
  private static final Set<String> HAVE_COLUMNS =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  @Override
  public List<String> columns() {
    return List.of("start_ns", "end_ns", "type", "thread_id", "thread", "fields");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    try (ChunkFile chunks = ChunkFile.open(file)) {
      if (chunks.chunks().isEmpty()) {
        return;
      }
      long origin = chunks.chunks().getFirst().startNanos();
      chunks.read((_, _) -> type -> Optional.of(event -> row(type, event, origin, taker)), _ -> {});
    } catch (UncheckedIOException cannotWrite) {
      throw cannotWrite.getCause();
    }
  }

  private static void row(TypeLayout type, EventView event, long origin, Taker taker) {
    long start = event.number(type.slot("startTime"));
    long end = start + event.number(type.slot("duration"));
    Optional<ValueView> thread = event.constant(type.slot("eventThread"));
    try {
      taker.row(
          event.chunk().nanos(start) - origin,
          event.chunk().nanos(end) - origin,
          type.name(),
          thread.map(is -> (Object) is.number("javaThreadId")).orElse(""),
          thread.map(EventRows::threadName).orElse(""),
          fields(type, event));
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }

  private static String threadName(ValueView thread) {
    String java = thread.text("javaName");
    return java.isEmpty() ? thread.text("osName") : java;
  }

  private static String fields(TypeLayout type, EventView event) {
    List<String> told = new ArrayList<>();
    for (int slot = 0; slot < type.fields().size(); slot++) {
      Field field = type.fields().get(slot);
      if (!field.array() && !HAVE_COLUMNS.contains(field.name())) {
        told.add(field.name() + "=" + value(field, slot, event));
      }
    }
    return String.join("; ", told);
  }

  private static String value(Field field, int slot, EventView event) {
    return switch (field.kind()) {
      case BYTE, SHORT, INT, LONG -> String.valueOf(event.number(slot));
      case FLOAT -> String.valueOf(Float.intBitsToFloat((int) event.number(slot)));
      case DOUBLE -> String.valueOf(Double.longBitsToDouble(event.number(slot)));
      case TEXT -> event.text(slot);
      case CONSTANT -> event.constant(slot).map(EventRows::constant).orElse("");
      case STRUCT -> "";
    };
  }

  private static String constant(ValueView value) {
    return switch (value.type().name()) {
      case "java.lang.Thread" -> threadName(value);
      case "java.lang.Class" -> value.text("name").replace('/', '.');
      case "jdk.types.Method" ->
          value.value("type").map(type -> type.text("name")).orElse("").replace('/', '.')
              + "."
              + value.text("name");
      default ->
          value.type().fields().size() == 1
              ? value.text(value.type().fields().getFirst().name())
              : value.text("name");
    };
  }
}
