package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.bench.WitnessBench;
import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.live.OtherJdks;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Witness;
import dev.fiberscope.recordings.truth.TruthReader;
import dev.fiberscope.recordings.truth.WakeJvm;
import dev.fiberscope.recordings.truth.WakeTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent tells of waits for a carrier, compared with what the program itself says. */
class DeepTruthTest {
  /** Who wakes somebody may lose its processor between that and saying so. */
  private static final double RIGHT = 0.998;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{2} on {1}, JDK {0}")
  @Timeout(120)
  @CsvSource({
    "25, 1, mix, 200, 40",
    "25, 2, inside, 400, 2",
    "25, 2, outside, 400, 40",
    "25, 16, mix, 200, 40",
    "21, 2, mix, 200, 40",
    "21, 16, mix, 200, 40"
  })
  void theAgentTellsWhoWokeWhom(int feature, int parallelism, String what, int fibers, int turns)
      throws Exception {
    Optional<Path> java = OtherJdks.java(feature);
    assumeTrue(java.isPresent(), "no JDK " + feature + " on this machine");
    List<String> wrong = new ArrayList<>();
    WakeJvm jvm = new WakeJvm(folder);
    Path file =
        feature == 21
            ? jvm.record21(java.get(), Level.DEEP, parallelism, what, fibers, turns)
            : jvm.record(Level.DEEP, parallelism, what, fibers, turns);
    try (ChunkFile chunks = ChunkFile.open(file)) {
      TruthReader truth = TruthReader.read(chunks);
      WakeTruth.Figures figures = WakeTruth.compare(truth.session(), truth.wakes(), wrong);
      System.out.printf("deep, JDK %d: %2d %-8s %s%n", feature, parallelism, what, figures);
      assertThat(figures.all).isGreaterThan(1_000);
      assertThat(figures.derived).as("recorded").isEqualTo(figures.all);
      assertThat(figures.rightShare()).as(figures + "%n" + wrong).isGreaterThanOrEqualTo(RIGHT);
      everythingIsRecorded(truth.session(), feature);
    }
  }

  @Test
  void whatIsDerivedIsComparedWithWhatTheAgentTold() throws Exception {
    Path file = new WakeJvm(folder).withAgent().record(Level.STANDARD, 1, "mix", 200, 40);
    Session derived = Ingest.openWithoutAgent(file);
    assertThat(derived.facts().witness()).isEqualTo(Witness.TRACED);
    WitnessBench truth = new WitnessBench(Ingest.open(file, (_, _) -> {}), derived);
    assertThat(truth.slices.all()).isGreaterThan(1_000);
    assertThat(truth.slices.right(Evidence.DERIVED)).isGreaterThan(truth.slices.all() * 9 / 10);
    assertThat(truth.wakers.right(Evidence.DERIVED)).isGreaterThan(truth.wakers.all() * 8 / 10);
    assertThat(truth.begins.right(Evidence.DERIVED)).isGreaterThan(truth.begins.all() * 8 / 10);
  }

  private static void everythingIsRecorded(Session session, int feature) {
    assertThat(session.facts().witness()).isEqualTo(Witness.DEEP);
    assertThat(session.statistics().count(Counter.UNMATCHED_SLICES)).isZero();
    SpanTable spans = session.spans();
    List<String> doubtful = new ArrayList<>();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        boolean known = spans.evidence(row) == Evidence.RECORDED;
        // Whoever has a carrier at the end may wait for a monitor with it on JDK 21.
        boolean atTheEnd = spans.next(row) == SpanTable.NONE && spans.state(row) == State.RUNNING;
        known |= feature == 21 && atTheEnd;
        if (!known || spans.state(row) == State.UNKNOWN || spans.state(row) == State.AWAY) {
          doubtful.add(fiber + " " + spans.state(row) + " " + spans.start(row));
        }
      }
    }
    assertThat(doubtful).isEmpty();
  }
}
