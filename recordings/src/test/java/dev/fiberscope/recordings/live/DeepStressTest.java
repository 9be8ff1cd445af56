package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent comes and goes in a JVM whose fibers do everything at once. */
@Timeout(180)
class DeepStressTest {
  private static final int ROUNDS = 20;
  private static final Path PROGRAM =
      Path.of("src/test/java/dev/fiberscope/recordings/live/StressMain.java");

  private static final String EVENTS_END = "</configuration>";
  private static final String LOCALS =
      "<event name=\"fiberscope.deep.Local\"><setting name=\"enabled\">true</setting></event>"
          + EVENTS_END;

  @TempDir Path folder;

  @ParameterizedTest(name = "JDK {0}, beside level {1}, another agent: {2}")
  @CsvSource({"21, LIGHT, true", "25, LIGHT, true", "25, STANDARD, false"})
  void nothingIsLostAndNothingIsWrong(int feature, Level beside, boolean another) throws Exception {
    Optional<Path> java = OtherJdks.java(feature);
    assumeTrue(java.isPresent(), "no JDK " + feature + " on this machine");
    Path file = folder.resolve("stress.jfr");
    try (TargetJvm target = TargetJvm.startSource(java.get(), PROGRAM)) {
      LocalJvm jvm = target.jvm();
      Path settings = folder.resolve("settings.jfc");
      Files.writeString(settings, FlightSettings.of(beside).toJfc().replace(EVENTS_END, LOCALS));
      try (JvmControl control = JvmControl.attach(jvm)) {
        // Not one of those that the calls go with.
        control.jcmd("JFR.start name=stress settings=" + settings);
        if (another) {
          control.loadAgent(OtherAgent.jar(folder).toString(), "");
        }
        for (int round = 0; round < ROUNDS; round++) {
          Agent.weave(control, jvm, folder.toString(), round % 2 == 0);
          Agent.unweave(control, jvm, folder.toString());
        }
        control.jcmd("JFR.stop name=stress filename=" + file);
      }
      assertThat(target.lastLine()).isEqualTo("ok");
    }
    Session session = Ingest.open(file, (_, _) -> {});
    assertThat(session.facts().witness()).isEqualTo(Witness.DEEP);
    assertThat(session.slices()).isGreaterThan(1000);
    // Of each carrier one slice may be under way when the calls come, and one when they go.
    long underWay = 2L * ROUNDS * Runtime.getRuntime().availableProcessors();
    assertThat(session.statistics().count(Counter.UNMATCHED_SLICES)).isLessThanOrEqualTo(underWay);
  }
}
