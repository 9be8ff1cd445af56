package dev.fiberscope.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One program, recorded by JDKs from 11 to 26, with the JDK's default settings and with ours. */
class VersionsTest {
  @ParameterizedTest
  @CsvSource({
    // Fibers and pins as far as each JDK records them.
    "jdk11-default, JDK 11, 0, 0, false",
    "jdk17-default, JDK 17, 0, 0, false",
    "jdk21-default, JDK 21, 1, 6, false",
    "jdk21-standard, JDK 21, 30, 6, false",
    "jdk25-default, JDK 25, 1, 2, false",
    "jdk26-standard, JDK 26, 30, 2, true"
  })
  void whatAJdkRecordsIsShown(
      String name, String jvm, int fewestFibers, int pins, boolean scheduling) throws IOException {
    Path file = Path.of("samples", "jdk", name + ".jfr");
    Session session = Ingest.open(file, (_, _) -> {});
    assertThat(session.jvm()).startsWith(jvm);
    assertThat(session.threads().rows(Kind.FIBER)).hasSizeGreaterThanOrEqualTo(fewestFibers);
    assertThat(session.pins().count()).isEqualTo(pins);
    assertThat(session.slices() > 0).isEqualTo(scheduling);
    assertThat(session.hasScheduling()).isEqualTo(scheduling);
    assertThat(session.matchQuality()).isGreaterThan(0.99);
    boolean anyFiber = session.threads().rows(Kind.FIBER).length > 0;
    assertThat(session.statistics().count(Counter.NO_FIBERS) > 0).isEqualTo(!anyFiber);
    assertThat(session.statistics().count(Counter.FIBERS_WITHOUT_SLICES) > 0)
        .isEqualTo(anyFiber && !scheduling);
    long pinned = 0;
    for (int row : session.spans().rows().toArray()) {
      if (session.spans().state(row) == State.PINNED
          && session.spans().evidence(row) == Evidence.RECORDED
          && session.threads().kind(session.spans().track(row)) == Kind.FIBER) {
        pinned++;
      }
    }
    assertThat(pinned).isEqualTo(pins);
    Session byJdk = Ingest.open(file, Ingest.Reader.JDK, (_, _) -> {});
    assertThat(session.events()).isEqualTo(byJdk.events());
    assertThat(session.spans().count()).isEqualTo(byJdk.spans().count());
    assertThat(session.threads().count()).isEqualTo(byJdk.threads().count());
  }
}
