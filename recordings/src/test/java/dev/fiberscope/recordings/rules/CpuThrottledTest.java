package dev.fiberscope.recordings.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuThrottledTest {
  private static List<Finding> findings(String sample) throws Exception {
    Session session = Ingest.open(Path.of(sample), (_, _) -> {});
    Observed seen =
        new Observed(
            session, new SessionIndex(session), List.of(), ClassFiles.NONE, Limits.DEFAULT);
    return Analysis.of(seen, List.of(new CpuThrottled())).findings();
  }

  @Test
  void aQuotaThatIsAlwaysUsedUpIsSevereAndPointsAtWhoRan() throws Exception {
    List<Finding> found = findings("samples/throttled.jfr");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.HIGH);
    assertThat(found.getFirst().summary()).contains("In 100 % of 30 slices", "1.20 s together");
    assertThat(found.getFirst().first().fiber()).isNotNegative();
    assertThat(found.getFirst().first().sentence()).contains("10 of 10 slices", "had a carrier");
  }

  @Test
  void withoutAQuotaNothingIsSaid() throws Exception {
    assertThat(findings("samples/hazards.jfr")).isEmpty();
  }
}
