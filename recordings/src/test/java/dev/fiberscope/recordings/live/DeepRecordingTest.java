package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent in a JVM that runs: it is rehearsed, tells everything, and goes again. */
@Timeout(120)
class DeepRecordingTest {
  private static final String PROGRAM =
      """
      import java.util.concurrent.locks.LockSupport;

      public class Program {
        public static void main(String[] args) throws Exception {
          for (int i = 0; i < 5; i++) {
            Thread.ofVirtual().name("sleeper-" + i).start(() -> {
              while (true) {
                LockSupport.parkNanos(3_000_000);
                Thread.yield();
              }
            });
          }
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  /** Its timers cannot fire: every carrier computes, and nothing changes any more. */
  private static final String HUNG =
      """
      public class Hung {
        static volatile long computed;

        public static void main(String[] args) throws Exception {
          int carriers = Runtime.getRuntime().availableProcessors();
          for (int i = 0; i < carriers; i++) {
            Thread.ofVirtual().name("computes-" + i).start(() -> {
              while (true) {
                computed++;
              }
            });
          }
          for (int i = 0; i < 5; i++) {
            Thread.ofVirtual().name("waits-" + i).start(() -> {});
          }
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  private static final long PROBE_MILLIS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void everythingIsRecordedAndNothingStays(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Program", PROGRAM)) {
      Set<Path> before = ownFiles();
      watch(target, "first.jfr");
      // Woven, taken out and woven again.
      watch(target, "second.jfr");
      assertThat(ownFiles()).isEqualTo(before);
      untilNothingIsSaid(target);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void whatHungBeforeIsToldToo(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Hung", HUNG)) {
      Watched watched = new Watched();
      LiveRecording live =
          LiveRecording.start(
              target.jvm().record(Level.DEEP), folder.resolve("hung.jfr"), Limits.DEFAULT, watched);
      watched.await(session -> inLine(session) >= 5);
      live.close();
      assertThat(watched.last.orElseThrow().facts().witness()).isEqualTo(Witness.DEEP);
    }
  }

  private static long inLine(Session session) {
    SpanTable spans = session.spans();
    return IntStream.of(session.threads().rows(ThreadTable.Kind.FIBER))
        .filter(fiber -> spans.last(fiber) != SpanTable.NONE)
        .filter(fiber -> spans.state(spans.last(fiber)) == State.RUNNABLE)
        .filter(fiber -> session.threads().name(fiber).startsWith("waits-"))
        .count();
  }

  private void watch(TargetJvm target, String file) throws Exception {
    Watched watched = new Watched();
    LiveRecording live =
        LiveRecording.start(
            target.jvm().record(Level.DEEP), folder.resolve(file), Limits.DEFAULT, watched);
    watched.await(session -> session.threads().rows(ThreadTable.Kind.FIBER).length == 5);
    watched.await(session -> session.slices() > 1000);
    live.close();
    Session session = watched.last.orElseThrow();
    assertThat(session.facts().witness()).isEqualTo(Witness.DEEP);
    assertThat(session.queueLengths().isRecorded()).isTrue();
    SpanTable spans = session.spans();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      Set<State> states = EnumSet.noneOf(State.class);
      int unknown = 0;
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        states.add(spans.state(row));
        unknown += spans.evidence(row) == Evidence.RECORDED ? 0 : 1;
      }
      assertThat(states).containsExactlyInAnyOrder(State.RUNNING, State.RUNNABLE, State.PARKED);
      // One may have been mounted when the agent came.
      assertThat(unknown).isLessThanOrEqualTo(1);
    }
  }

  /** VirtualThread is as it was: recordings of others get none of the events. */
  private void untilNothingIsSaid(TargetJvm target) throws Exception {
    try (JvmControl control = JvmControl.attach(target.jvm())) {
      long said;
      do {
        Path probe = folder.resolve("probe.jfr");
        control.jcmd("JFR.start name=probe settings=profile");
        Thread.sleep(PROBE_MILLIS);
        control.jcmd("JFR.stop name=probe filename=" + probe);
        said =
            RecordingFile.readAllEvents(probe).stream()
                .filter(event -> event.getEventType().getName().equals("fiberscope.deep.Begin"))
                .count();
      } while (said > 0);
    }
  }

  private static Set<Path> ownFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("fiberscope-"))
          .filter(file -> file.toString().endsWith(".jar") || file.toString().endsWith(".json"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aHardenedJvmIsLeftAlone() throws Exception {
    try (TargetJvm target = TargetJvm.start("fibers", "-XX:-EnableDynamicAgentLoading")) {
      assertThatThrownBy(() -> target.jvm().record(Level.DEEP))
          .isInstanceOf(AttachException.class)
          .hasMessageContaining("-XX:-EnableDynamicAgentLoading");
    }
  }
}
