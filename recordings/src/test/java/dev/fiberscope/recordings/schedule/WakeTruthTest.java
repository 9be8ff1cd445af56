package dev.fiberscope.recordings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.truth.TruthReader;
import dev.fiberscope.recordings.truth.WakeJvm;
import dev.fiberscope.recordings.truth.WakeTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A JVM whose fibers say whom they wake and start is recorded; what the session says of waits for a
 * carrier is compared with that. Where carriers lose their processors, because there are more of
 * them or others want them too, that may happen between any two steps, and who took from which line
 * is often not known: then only what is called derived must be right.
 */
class WakeTruthTest {
  /**
   * A thread that loses its processor between a submission and the line about it lets lines change
   * places: once in a while 98.9 % of what is called derived is right where others want both of two
   * processors, else 99.9 % and more (JDK 25.0.3). One recording of two has to be as good as asked.
   */
  private static final int RECORDINGS = 2;

  private static final double MEAN_OFF = 0.05;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{1} on {0}")
  @Timeout(120)
  @CsvSource({
    "1, inside, 400, 40, 0.999, 0.999",
    "1, outside, 400, 40, 0.999, 0.999",
    "1, mix, 200, 40, 0.999, 0.999",
    "1, start, 400, 8, 0.999, 0.999",
    "2, inside, 400, 2, 0.99, 0.99",
    "2, outside, 400, 40, 0.95, 0.99",
    "2, sleep, 400, 40, 0.99, 0.99",
    "2, start, 400, 8, 0.95, 0.99",
    "2, mix, 200, 40, 0.95, 0.99",
    "4, mix, 200, 8, 0.95, 0.99",
    "16, mix, 200, 40, 0.9, 0.99"
  })
  void aSessionTellsWhoWokeWhom(
      int parallelism, String what, int fibers, int turns, double right, double derivedRight)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    WakeTruth.Figures figures;
    int recordings = 0;
    do {
      wrong.clear();
      Path file = new WakeJvm(folder).record(Level.STANDARD, parallelism, what, fibers, turns);
      try (ChunkFile chunks = ChunkFile.open(file)) {
        TruthReader truth = TruthReader.read(chunks);
        figures = WakeTruth.compare(truth.session(), truth.wakes(), wrong);
      }
      System.out.printf("%2d %-8s %s%n", parallelism, what, figures);
      recordings++;
    } while (recordings < RECORDINGS
        && (figures.rightShare() < right
            || figures.derivedRightShare() < derivedRight
            || Math.abs(figures.mean() - 1) > MEAN_OFF));
    assertThat(figures.all).isGreaterThan(1_000);
    assertThat(figures.rightShare()).as(figures + "%n" + wrong).isGreaterThanOrEqualTo(right);
    assertThat(figures.derivedRightShare())
        .as(figures + "%n" + wrong)
        .isGreaterThanOrEqualTo(derivedRight);
    assertThat(figures.mean()).as(figures.toString()).isBetween(1 - MEAN_OFF, 1 + MEAN_OFF);
  }
}
