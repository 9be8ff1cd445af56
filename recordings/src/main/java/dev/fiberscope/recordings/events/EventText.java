package dev.fiberscope.recordings.events;

import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.chunk.TypeLayout.Field;
import dev.fiberscope.recordings.chunk.ValueView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of an event as text. Stack traces and arrays are left out. */
public final class EventText {
  private static final Set<String> HAVE_COLUMNS =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  private EventText() {}

  /** The thread that the event happened on, if the event tells. */
  public static Optional<ValueView> thread(EventView event) {
    return event.constant(event.type().slot("eventThread"));
  }

  /** The name of a thread. */
  public static String threadName(ValueView thread) {
    String java = thread.text("javaName");
    return java.isEmpty() ? thread.text("osName") : java;
  }

  /** All fields but those of every event, as {@code name=value; name=value}. */
  public static String fields(EventView event) {
    TypeLayout type = event.type();
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
      case CONSTANT -> event.constant(slot).map(EventText::constant).orElse("");
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
