package dev.fiberscope.recordings.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording without a fiber shows what platform threads did. */
class PlatformSpansTest {
  @TempDir private Path folder;

  @Test
  void waitsOfPlatformThreadsAreTold() throws Exception {
    Path file = folder.resolve("platform.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withoutThreshold();
      recording.enable("jdk.ThreadPark").withoutThreshold();
      recording.enable("jdk.JavaMonitorEnter").withoutThreshold();
      recording.start();
      Object monitor = new Object();
      Thread waits;
      synchronized (monitor) {
        waits =
            Thread.ofPlatform()
                .name("waits")
                .start(
                    () -> {
                      synchronized (monitor) {
                        LockSupport.parkNanos(5_000_000);
                      }
                    });
        do {
          Thread.sleep(2);
        } while (waits.getState() != Thread.State.BLOCKED);
      }
      waits.join();
      recording.stop();
      recording.dump(file);
    }
    Session session = Ingest.open(file, (_, _) -> {});
    assertThat(states(session, "waits")).containsExactly("BLOCKED MONITOR", "PARKED PARK");
    assertThat(states(session, Thread.currentThread().getName())).contains("PARKED SLEEP");
  }

  @Test
  void whatIsSampledRunsMostLikely() throws Exception {
    Session session = Ingest.open(Path.of("samples/jdk/jdk17-default.jfr"), (_, _) -> {});
    assertThat(session.threads().rows(ThreadTable.Kind.FIBER)).isEmpty();
    SpanTable spans = session.spans();
    assertThat(IntStream.of(session.threads().rows(ThreadTable.Kind.PLATFORM)))
        .anyMatch(thread -> !spans.isEmpty(thread));
    for (int thread : session.threads().rows(ThreadTable.Kind.PLATFORM)) {
      long end = Long.MIN_VALUE;
      for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
        assertThat(spans.start(row)).isGreaterThanOrEqualTo(end);
        assertThat(spans.evidence(row) == Evidence.INFERRED)
            .isEqualTo(spans.state(row) == State.RUNNING);
        end = spans.end(row);
      }
    }
  }

  private static List<String> states(Session session, String name) {
    SpanTable spans = session.spans();
    List<String> states = new ArrayList<>();
    IntStream.of(session.threads().rows(ThreadTable.Kind.PLATFORM))
        .filter(thread -> session.threads().name(thread).equals(name))
        .forEach(
            thread -> {
              for (int row = spans.first(thread); row != SpanTable.NONE; row = spans.next(row)) {
                Why why = spans.why(row);
                assertThat(spans.duration(row)).isPositive();
                states.add(spans.state(row) + " " + why);
              }
            });
    return states;
  }
}
