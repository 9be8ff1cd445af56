package dev.fiberscope.recordings.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader and the JDK's say the same of every event. */
@Timeout(120)
class OracleTest {
  private static final Path SAMPLE = Path.of("samples/orders.jfr");

  /** What is compared: counts and checksums by type of event. */
  private static final class Sums {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> durations = new TreeMap<>();
    private final Map<String, Long> starts = new TreeMap<>();
    private final Map<String, Long> texts = new TreeMap<>();

    void add(String type, long start, long duration, List<String> itsTexts) {
      counts.merge(type, 1L, Long::sum);
      durations.merge(type, duration, Long::sum);
      starts.merge(type, start % 1_000_000_007, Long::sum);
      texts.merge(type, (long) itsTexts.hashCode(), Long::sum);
    }
  }

  private static Sums byJdk(Path file) throws IOException {
    Sums sums = new Sums();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        Instant start = event.getStartTime();
        List<String> texts = new ArrayList<>();
        for (ValueDescriptor field : event.getFields()) {
          if (field.isArray()) {
            continue;
          }
          switch (field.getTypeName()) {
            case "java.lang.String" -> texts.add(orEmpty(event.getString(field.getName())));
            case "java.lang.Thread" ->
                texts.add(thread(event.<RecordedThread>getValue(field.getName())));
            case "jdk.types.Method" ->
                texts.add(method(event.<RecordedMethod>getValue(field.getName())));
            default -> {}
          }
        }
        if (event.getStackTrace() != null) {
          texts.add(String.valueOf(event.getStackTrace().isTruncated()));
          for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            texts.add(method(frame.getMethod()) + ":" + frame.getLineNumber());
          }
        }
        sums.add(
            event.getEventType().getName(),
            start.getEpochSecond() * 1_000_000_000L + start.getNano(),
            Duration.between(start, event.getEndTime()).toNanos(),
            texts);
      }
    }
    return sums;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static String thread(RecordedThread thread) {
    return thread == null
        ? ""
        : thread.getJavaThreadId()
            + orEmpty(thread.getJavaName())
            + orEmpty(thread.getOSName())
            + thread.isVirtual();
  }

  private static String method(RecordedMethod method) {
    return method == null ? "" : method.getType().getName() + "." + method.getName();
  }

  private static Sums byOurselves(Path file) throws IOException {
    Sums sums = new Sums();
    try (ChunkFile chunks = ChunkFile.open(file)) {
      chunks.readAhead(2, (_, _) -> _ -> Optional.of(event -> add(sums, event)), _ -> {});
      assertThat(chunks.losses().isNone()).isTrue();
    }
    return sums;
  }

  private static void add(Sums sums, EventView event) {
    TypeLayout type = event.type();
    List<String> texts = new ArrayList<>();
    for (int slot = 0; slot < type.fields().size(); slot++) {
      TypeLayout.Field field = type.fields().get(slot);
      if (field.array()) {
        continue;
      }
      switch (field.kind()) {
        case TEXT -> texts.add(event.text(slot));
        case CONSTANT -> {
          if (event.typeOf(slot).filter(TypeLayout::simple).isPresent()) {
            texts.add(event.text(slot));
            continue;
          }
          Optional<ValueView> value = event.constant(slot);
          String name = value.map(constant -> constant.type().name()).orElse("");
          switch (name) {
            case "java.lang.Thread" ->
                // The JDK's reader says -1 where the JVM wrote 0: a thread that is not Java's.
                texts.add(
                    (value.get().number("javaThreadId") == 0
                            ? -1
                            : value.get().number("javaThreadId"))
                        + value.get().text("javaName")
                        + value.get().text("osName")
                        + (value.get().number("virtual") != 0));
            case "jdk.types.Method" -> texts.add(method(value.get()));
            case "" -> {
              if (isThreadOrMethod(event, slot)) {
                texts.add("");
              }
            }
            default -> {}
          }
        }
        default -> {}
      }
    }
    int trace = type.slot("stackTrace");
    event
        .constant(trace)
        .ifPresent(
            stack -> {
              texts.add(String.valueOf(stack.number("truncated") != 0));
              for (ValueView frame : stack.values("frames")) {
                texts.add(
                    frame.value("method").map(OracleTest::method).orElse("")
                        + ":"
                        + frame.number("lineNumber"));
              }
            });
    long startTicks = event.number(type.slot("startTime"));
    long start = event.chunk().nanos(startTicks);
    int duration = type.slot("duration");
    long end = duration < 0 ? start : event.chunk().nanos(startTicks + event.number(duration));
    sums.add(type.name(), start, end - start, texts);
  }

  private static boolean isThreadOrMethod(EventView event, int slot) {
    return event.typeOf(slot).map(TypeLayout::name).filter(OracleTest::isShared).isPresent();
  }

  private static boolean isShared(String name) {
    return name.equals("java.lang.Thread") || name.equals("jdk.types.Method");
  }

  private static String method(ValueView method) {
    return method.value("type").map(type -> type.text("name")).orElse("").replace('/', '.')
        + "."
        + method.text("name");
  }

  private static void agree(Path file) throws IOException {
    Sums theirs = byJdk(file);
    Sums ours = byOurselves(file);
    assertThat(ours.counts).isEqualTo(theirs.counts).isNotEmpty();
    assertThat(ours.durations).isEqualTo(theirs.durations);
    assertThat(ours.starts).isEqualTo(theirs.starts);
    assertThat(ours.texts).isEqualTo(theirs.texts);
  }

  @Test
  void ofTheSample() throws IOException {
    agree(SAMPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk11-default",
        "jdk17-default",
        "jdk21-default",
        "jdk21-standard",
        "jdk25-default",
        "jdk26-standard"
      })
  void ofRecordingsOfOtherJdks(String name) throws IOException {
    agree(Path.of("samples", "jdk", name + ".jfr"));
  }

  @Test
  void ofARecordingWithEverythingTheJvmTells(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("profile.jfr");
    try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      for (int i = 0; i < 3; i++) {
        Thread.ofVirtual().start(() -> Files.exists(file)).join();
        System.gc();
      }
      recording.stop();
      recording.dump(file);
    }
    agree(file);
  }
}
