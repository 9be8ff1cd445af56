package dev.fiberscope.recordings.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.decode.TruthlessReading;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sleeps that came back late, in a recording with method traces and in the same one without. */
class LateTimerTest {
  private static final Path HAZARDS = Path.of("samples/hazards.jfr");

  private static List<Finding> findings(Session session) {
    Observed seen =
        new Observed(
            session, new SessionIndex(session), List.of(), ClassFiles.NONE, Limits.DEFAULT);
    return Analysis.of(seen, List.of(new LateTimer())).findings();
  }

  @Test
  void whoHeldCarriersIsToldWhereItIsKnown() throws Exception {
    List<Finding> found = findings(Ingest.open(HAZARDS, (_, _) -> {}));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().summary()).contains("because carriers were held", "hog-");
  }

  @Test
  void aRecordingOfDefaultSettingsTellsThatSleepsWereLate() throws Exception {
    Session session = TruthlessReading.withoutScheduling(HAZARDS);
    List<Finding> found = findings(session);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(found.getFirst().evidence()).isEqualTo(Evidence.INFERRED);
    assertThat(found.getFirst().summary())
        .contains("most likely no carrier was free", "was not recorded")
        .doesNotContain("hog-");
    assertThat(found.getFirst().first().sentence()).contains("wanted to sleep for 40.0");
  }
}
