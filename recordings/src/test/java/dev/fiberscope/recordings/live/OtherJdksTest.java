package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.live.JvmVersion.Tells;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs of other JDKs, where this machine has one. */
class OtherJdksTest {
  private static final String WAITS =
      "public class Other { public static void main(String[] a) throws Exception {"
          + " %s System.out.println(\"ready\"); while (System.in.read() >= 0) {} } }";
  private static final String FIBERS =
      "for (int i = 0; i < 5; i++) Thread.ofVirtual().name(\"sleeper-\" + i).start(() -> {"
          + " try { while (true) Thread.sleep(3); } catch (InterruptedException e) { } });";

  @TempDir Path folder;

  private TargetJvm start(int feature, String body) throws IOException {
    return OtherJdks.start(feature, folder, "Other", String.format(WAITS, body));
  }

  @Test
  void jdk17HasNoFibers() throws Exception {
    try (TargetJvm target = start(17, "")) {
      LocalJvm jvm = target.jvm();
      assertThat(jvm.version().tells()).isEqualTo(Tells.NO_FIBERS);
      assertThat(jvm.name()).isEqualTo("Other.java");
      assertThatThrownBy(() -> jvm.record(Level.STANDARD))
          .isInstanceOf(AttachException.class)
          .hasMessageContaining("runs JDK 17")
          .hasMessageContaining("no virtual threads");
    }
  }

  @Test
  void jdk21TellsStartsAndSleepsAndStackTraces() throws Exception {
    Watched watched = new Watched();
    try (TargetJvm target = start(21, FIBERS)) {
      assertThat(target.jvm().version().tells()).isEqualTo(Tells.PINS_AND_STARTS);
      LiveRecording live =
          LiveRecording.start(
              target.jvm().record(Level.STANDARD),
              folder.resolve("21.jfr"),
              Limits.DEFAULT,
              watched);
      watched.await(session -> session.threads().rows(ThreadTable.Kind.FIBER).length == 5);
      ThreadSnapshot snapshot = live.snapshot();
      live.close();

      assertThat(snapshot.hasStates()).isFalse();
      assertThat(snapshot.fibers()).hasSize(5);
      assertThat(watched.last.orElseThrow().hasScheduling()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "25.0.3+9-LTS, 25, EVERYTHING",
    "26-ea, 26, EVERYTHING",
    "21.0.13, 21, PINS_AND_STARTS",
    "17.0.15+6, 17, NO_FIBERS",
    "1.8.0_402-b06, 8, NO_FIBERS",
    "25.402-b06, 25, EVERYTHING",
    "'', 0, NOT_KNOWN",
    "weird, 0, NOT_KNOWN"
  })
  void versionsAreRead(String text, int feature, Tells tells) {
    assertThat(JvmVersion.of(text).feature()).isEqualTo(feature);
    assertThat(JvmVersion.of(text).tells()).isEqualTo(tells);
  }
}
