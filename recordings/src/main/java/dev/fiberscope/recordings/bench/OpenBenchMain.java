package dev.fiberscope.recordings.bench;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.store.Session;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The main class of a JVM that reads a recording in one way and measures it. Takes the way, how
 * many rounds, and the file; prints words that are easy to read by a program:
 *
 * <ul>
 *   <li>{@code round SECONDS EVENTS SPANS STORAGE} for each round; bytes of the session's columns
 *   <li>{@code first SECONDS} until something can be shown; {@code cancelled SECONDS} until reading
 *       has stopped, the longest of several
 *   <li>{@code memory HEAP RESIDENT} at most, in bytes
 * </ul>
 */
public final class OpenBenchMain {
  /** What a round read. */
  private record Read(long events, long spans, long storage) {
    static Read of(long events) {
      return new Read(events, 0, 0);
    }
  }

  @FunctionalInterface
  private interface Way {
    Read read(Path file) throws Exception;
  }

  private static final Map<String, Way> WAYS =
      Map.of(
          "chunks-1", file -> chunks(0, file),
          "chunks-2", file -> chunks(1, file),
          "session-1", file -> session(Ingest.openWith(0, file)),
          "session-2", file -> session(Ingest.openWith(1, file)),
          "jdk", OpenBenchMain::jdk,
          "jdk-fields", OpenBenchMain::jdkFields,
          "jmc", OpenBenchMain::jmc);

  private static final int CANCELS = 8;

  private static volatile long sink;

  private OpenBenchMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[2]);
    if (args[0].equals("times")) {
      times(file);
      return;
    }
    Way way = WAYS.get(args[0]);
    for (int round = Integer.parseInt(args[1]); round > 0; round--) {
      long start = System.nanoTime();
      Read read = way.read(file);
      say("round %.3f %d %d %d", since(start), read.events, read.spans, read.storage);
    }
    say("memory %d %d", peakHeap(), peakResident());
  }

  private static void say(String words, Object... values) {
    System.out.println(String.format(Locale.ROOT, words, values));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** All events with all fields of numbers, as columns want them. */
  private static Read chunks(int parsers, Path file) throws IOException {
    long[] sum = new long[1];
    try (ChunkFile chunks = ChunkFile.open(file)) {
      long events =
          chunks
              .readAhead(parsers, (_, _) -> type -> Optional.of(adder(type, sum)), _ -> {})
              .events();
      sink = sum[0];
      return Read.of(events);
    }
  }

  private static Consumer<EventView> adder(TypeLayout type, long[] sum) {
    int fields = type.fields().size();
    return event -> {
      for (int slot = 0; slot < fields; slot++) {
        sum[0] += event.number(slot);
      }
    };
  }

  private static Read session(Session session) {
    return new Read(session.events(), session.spans().count(), session.storage().used());
  }

  private static Read jdk(Path file) throws IOException {
    long events = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        recording.readEvent();
        events++;
      }
    }
    return Read.of(events);
  }

  private static Read jdkFields(Path file) throws IOException {
    long events = 0;
    long sum = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        RecordedThread thread = event.getThread();
        sum +=
            event.getStartTime().getNano()
                + event.getDuration().toNanos()
                + event.getEventType().getId()
                + (thread == null ? 0 : thread.getJavaThreadId())
                + (event.hasField("method") ? event.getValue("method").hashCode() : 0);
        events++;
      }
    }
    sink = sum;
    return Read.of(events);
  }

  /** JDK Mission Control's loader, which is on the class path if it was given. */
  private static Read jmc(Path file) throws ReflectiveOperationException {
    Class<?> toolkit = Class.forName("org.openjdk.jmc.flightrecorder.JfrLoaderToolkit");
    Object items = toolkit.getMethod("loadEvents", File.class).invoke(null, file.toFile());
    long events = 0;
    for (Object ofType : (Iterable<?>) items) {
      Class<?> iterable = Class.forName("org.openjdk.jmc.common.item.IItemIterable");
      events += (Long) iterable.getMethod("getItemCount").invoke(ofType);
    }
    return Read.of(events);
  }

  /** Until the first picture, cold, and until a cancelled reading has stopped. */
  private static void times(Path file) throws Exception {
    long start = System.nanoTime();
    AtomicLong first = new AtomicLong();
    Session whole =
        Ingest.openBySteps(
            file,
            Ingest.Reader.OWN,
            (_, _) -> {},
            _ -> first.compareAndSet(0, System.nanoTime() - start));
    double total = since(start);
    say("first %.3f", first.get() == 0 ? total : first.get() / 1e9);
    sink = whole.events();
    double longest = 0;
    for (int i = 1; i <= CANCELS; i++) {
      longest = Math.max(longest, cancel(file, (long) (total * 1e3 * i / (CANCELS + 1) / 2)));
    }
    say("cancelled %.3f", longest);
  }

  private static double cancel(Path file, long afterMillis) throws InterruptedException {
    Thread reader = Thread.ofPlatform().start(() -> readUntilCancelled(file));
    Thread.sleep(afterMillis);
    long start = System.nanoTime();
    reader.interrupt();
    reader.join();
    return since(start);
  }

  private static void readUntilCancelled(Path file) {
    try {
      sink = Ingest.open(file, (_, _) -> {}).events();
    } catch (CancellationException expected) {
      // That is what is measured.
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** Bytes of this process that were in memory at most, mapped files included; 0 if not told. */
  private static long peakResident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
