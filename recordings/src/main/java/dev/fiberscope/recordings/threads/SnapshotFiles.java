package dev.fiberscope.recordings.threads;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots of threads beside a recording, {@code name.jfr.threads-TIME.json}: the thread dump as
 * the JVM wrote it, and what its scheduler said.
 */
public final class SnapshotFiles {
  static final String SCHEDULER = "scheduler";
  static final String MOVED = "moved";
  static final String CLASSES = "classInitialization";
  static final String DEEP = "deep";

  private static final String INFIX = ".threads-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  /**
   * @param snapshots that can be read, the oldest first
   * @param problems a sentence for each that cannot
   */
  public record Found(List<ThreadSnapshot> snapshots, List<String> problems) {}

  private SnapshotFiles() {}

  /** Those beside a recording. */
  public static Found of(Path recording) {
    List<ThreadSnapshot> snapshots = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Path absolute = recording.toAbsolutePath();
    String begin = absolute.getFileName() + INFIX;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            absolute.getParent(), file -> isSnapshot(file.getFileName().toString(), begin))) {
      for (Path file : files) {
        try {
          snapshots.add(ThreadDumpReader.read(Files.readAllBytes(file)));
        } catch (IOException damaged) {
          problems.add(file + " is no snapshot of threads: " + damaged.getMessage() + ".");
        }
      }
    } catch (IOException unreadable) {
      problems.add(
          "Snapshots beside " + recording + " cannot be listed: " + unreadable.getMessage() + ".");
    }
    snapshots.sort(Comparator.comparing(ThreadSnapshot::time));
    return new Found(List.copyOf(snapshots), List.copyOf(problems));
  }

  private static boolean isSnapshot(String name, String begin) {
    return name.startsWith(begin) && name.endsWith(".json");
  }

  /**
   * Keeps a snapshot beside a recording.
   *
   * @param json as {@link #with} makes it
   * @throws IOException if it cannot be written
   */
  public static void save(Path recording, Instant time, byte[] json) throws IOException {
    Files.write(
        recording.resolveSibling(recording.getFileName() + INFIX + TIME.format(time) + ".json"),
        json);
  }

  /**
   * A thread dump with what else is known of that moment.
   *
   * @param moved true if carriers took other fibers while it was taken
   * @param classes by the number of the thread: the class that it waits for to be initialised
   * @param deep what the agent said, in JSON; empty if it was not asked
   */
  public static byte[] with(
      Optional<SchedulerState> scheduler,
      boolean moved,
      Map<Long, String> classes,
      Optional<String> deep,
      byte[] dump)
      throws IOException {
    String text = new String(dump, StandardCharsets.UTF_8).stripTrailing();
    if (!text.endsWith("}")) {
      throw new IOException("it ends in the middle");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (scheduler.isPresent()) {
        SchedulerState state = scheduler.get();
        json.writeObjectFieldStart(SCHEDULER);
        json.writeNumberField("parallelism", state.parallelism());
        json.writeNumberField("carriers", state.carriers());
        json.writeNumberField("mounted", state.mounted());
        json.writeNumberField("queued", state.queued());
        json.writeNumberField("taken", state.taken());
        json.writeEndObject();
      }
      json.writeBooleanField(MOVED, moved);
      json.writeObjectFieldStart(CLASSES);
      for (Map.Entry<Long, String> each : classes.entrySet()) {
        json.writeStringField(String.valueOf(each.getKey()), each.getValue());
      }
      json.writeEndObject();
      if (deep.isPresent()) {
        json.writeFieldName(DEEP);
        json.writeRawValue(deep.get());
      }
      json.writeEndObject();
    }
    String more = out.toString(StandardCharsets.UTF_8);
    return (text.substring(0, text.length() - 1) + ", " + more.substring(1) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
