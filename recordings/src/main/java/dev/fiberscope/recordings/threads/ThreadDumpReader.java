package dev.fiberscope.recordings.threads;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads thread dumps in JSON as the JDK writes them ({@code jcmd PID Thread.dump_to_file
 * -format=json}), alone or with what {@link #read} finds beside them in a saved snapshot. What it
 * does not know it skips: every JDK adds something.
 */
public final class ThreadDumpReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1 << 20).build())
          .build();

  private static final String VIRTUAL_THREAD = "java.lang.VirtualThread.run(";

  private final JsonParser in;
  // Stack traces share most of their methods.
  private final Map<String, String> methods = new HashMap<>();
  private final List<SnapshotThread> threads = new ArrayList<>();
  private Instant time = Instant.EPOCH;
  private String jvm = "";
  private Optional<SchedulerState> scheduler = Optional.empty();
  private boolean moved;
  private final Map<Long, String> classes = new HashMap<>();
  private final Map<Long, DeepThread> deep = new HashMap<>();

  private ThreadDumpReader(JsonParser in) {
    this.in = in;
  }

  /**
   * @throws IOException if it is no thread dump, or ends in the middle
   */
  public static ThreadSnapshot read(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      ThreadDumpReader reader = new ThreadDumpReader(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no thread dump in JSON");
      }
      reader.object(reader::top);
      if (reader.threads.isEmpty()) {
        throw new IOException("a thread dump in JSON has threads, this has none");
      }
      return new ThreadSnapshot(
          reader.time,
          reader.jvm,
          reader.scheduler,
          reader.moved,
          !reader.deep.isEmpty(),
          reader.threads.stream().map(reader::withDeep).map(reader::withClass).toList());
    }
  }

  /** Reads the value of a field. */
  @FunctionalInterface
  private interface FieldReader {
    void read(String name) throws IOException;
  }

  /** Reads an element of an array. */
  @FunctionalInterface
  private interface ElementReader {
    void read() throws IOException;
  }

  private void object(FieldReader fields) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      if (in.currentToken() == null) {
        throw new IOException("the thread dump ends in the middle");
      }
      String name = in.currentName();
      in.nextToken();
      fields.read(name);
    }
  }

  private void array(ElementReader elements) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == null) {
        throw new IOException("the thread dump ends in the middle");
      }
      elements.read();
    }
  }

  /** The object that comes now; something else is skipped. */
  private void objectHere(FieldReader fields) throws IOException {
    if (in.currentToken() == JsonToken.START_OBJECT) {
      object(fields);
    } else {
      in.skipChildren();
    }
  }

  private String text() throws IOException {
    String text = in.currentToken().isScalarValue() ? in.getValueAsString("") : "";
    in.skipChildren();
    return text;
  }

  private long number() throws IOException {
    return number(text());
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException other) {
      throw new IOException("\"" + text + "\" stands where a number should", other);
    }
  }

  private void top(String name) throws IOException {
    switch (name) {
      case "threadDump" -> objectHere(this::dump);
      case SnapshotFiles.SCHEDULER -> scheduler = Optional.of(scheduler());
      case SnapshotFiles.MOVED -> moved = text().equals("true");
      case SnapshotFiles.CLASSES -> objectHere(id -> classes.put(number(id), text()));
      case SnapshotFiles.DEEP -> objectHere(this::deep);
      default -> in.skipChildren();
    }
  }

  private void deep(String name) throws IOException {
    switch (name) {
      // The JVM's own command, where it has one, looked earlier and so fits as well.
      case SnapshotFiles.SCHEDULER -> {
        SchedulerState told = scheduler();
        scheduler = scheduler.or(() -> Optional.of(told));
      }
      case "threads" ->
          objectHere(
              id -> {
                Map<String, String> told = new HashMap<>();
                objectHere(field -> told.put(field, text()));
                deep.put(number(id), deepThread(told));
              });
      default -> in.skipChildren();
    }
  }

  private static DeepThread deepThread(Map<String, String> told) throws IOException {
    String carrier = told.get("carrier");
    String owner = told.get("owner");
    return new DeepThread(
        told.containsKey("virtual"),
        told.getOrDefault("state", ""),
        told.getOrDefault("exact", ""),
        number(told.getOrDefault("late", "0")),
        "true".equals(told.get("steady")),
        carrier == null ? Optional.empty() : Optional.of(number(carrier)),
        Optional.ofNullable(told.get("blocker")),
        owner == null ? Optional.empty() : Optional.of(number(owner)),
        "true".equals(told.get("end")));
  }

  private SnapshotThread withDeep(SnapshotThread thread) {
    DeepThread told = deep.get(thread.id());
    return told == null ? thread : told.of(thread);
  }

  private SchedulerState scheduler() throws IOException {
    Map<String, Long> values = new HashMap<>();
    objectHere(name -> values.put(name, number()));
    return new SchedulerState(
        values.getOrDefault("parallelism", 0L).intValue(),
        values.getOrDefault("carriers", 0L).intValue(),
        values.getOrDefault("mounted", 0L).intValue(),
        values.getOrDefault("queued", 0L),
        values.getOrDefault("taken", -1L));
  }

  private void dump(String name) throws IOException {
    switch (name) {
      case "time" -> time = time(text());
      case "runtimeVersion" -> jvm = text();
      case "threadContainers" -> array(() -> objectHere(this::container));
      default -> in.skipChildren();
    }
  }

  private static Instant time(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException other) {
      throw new IOException("\"" + text + "\" is no time", other);
    }
  }

  private void container(String name) throws IOException {
    if (name.equals("threads")) {
      array(() -> threads.add(thread()));
    } else {
      in.skipChildren();
    }
  }

  /** What is collected of one thread. */
  private static final class Parts {
    private long id;
    private String name = "";
    private boolean virtual;
    private String state = "";
    private Optional<Long> carrier = Optional.empty();
    private Optional<Wait> waits = Optional.empty();
    private final List<String> owned = new ArrayList<>();
    private final List<String> stack = new ArrayList<>();
  }

  private SnapshotThread thread() throws IOException {
    Parts parts = new Parts();
    objectHere(name -> part(parts, name));
    // Who waits to be notified has given the monitor up, whatever its stack says.
    parts
        .waits
        .filter(wait -> wait.kind() == Kind.NOTIFY)
        .ifPresent(w -> parts.owned.remove(w.object()));
    boolean fiber =
        parts.virtual || !parts.stack.isEmpty() && parts.stack.getLast().contains(VIRTUAL_THREAD);
    return new SnapshotThread(
        parts.id,
        parts.name,
        fiber,
        parts.state,
        parts.carrier,
        parts.waits,
        Optional.empty(),
        List.copyOf(parts.owned),
        List.copyOf(parts.stack));
  }

  private SnapshotThread withClass(SnapshotThread thread) {
    String awaited = classes.get(thread.id());
    return awaited == null
        ? thread
        : new SnapshotThread(
            thread.id(),
            thread.name(),
            thread.fiber(),
            thread.state(),
            thread.carrier(),
            Optional.of(wait(Kind.CLASS, awaited)),
            thread.exact(),
            thread.owned(),
            thread.stack());
  }

  private void part(Parts thread, String name) throws IOException {
    switch (name) {
      case "tid" -> thread.id = number();
      case "name" -> thread.name = text();
      case "virtual" -> thread.virtual = text().equals("true");
      case "state" -> thread.state = text();
      case "carrier" -> thread.carrier = Optional.of(number());
      case "blockedOn" -> thread.waits = Optional.of(wait(Kind.ENTER, text()));
      case "waitingOn" -> thread.waits = Optional.of(wait(Kind.NOTIFY, text()));
      case "parkBlocker" -> thread.waits = parkBlocker();
      case "monitorsOwned" -> array(() -> objectHere(depth -> locks(thread, depth)));
      case "stack" -> array(() -> thread.stack.add(shared(text())));
      default -> in.skipChildren();
    }
  }

  private String shared(String method) {
    return methods.computeIfAbsent(method, same -> same);
  }

  private static Wait wait(Kind kind, String object) {
    return new Wait(kind, object, Optional.empty());
  }

  private Optional<Wait> parkBlocker() throws IOException {
    String[] object = {""};
    List<Long> owner = new ArrayList<>();
    objectHere(
        name -> {
          switch (name) {
            case "object" -> object[0] = text();
            case "owner" -> owner.add(number());
            default -> in.skipChildren();
          }
        });
    return object[0].isEmpty()
        ? Optional.empty()
        : Optional.of(new Wait(Kind.PARK, object[0], owner.stream().findFirst()));
  }

  private void locks(Parts thread, String name) throws IOException {
    if (name.equals("locks")) {
      array(
          () -> {
            // Null where the compiler took the lock away.
            if (in.currentToken() == JsonToken.VALUE_STRING) {
              thread.owned.add(text());
            }
          });
    } else {
      in.skipChildren();
    }
  }
}
