package dev.fiberscope.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
  private static final Path THROTTLED = Path.of("../recordings/samples/throttled.jfr");

  private final SessionModel model = new SessionModel();
  private final CompareViewModel compare =
      new CompareViewModel(model, new Background(Runnable::run, Runnable::run));

  @Test
  void whatIsOpenIsTheOneAfter() throws Exception {
    model.show(OpenSession.of(THROTTLED, Ingest.open(THROTTLED, (_, _) -> {})));
    assertThat(compare.lacksOther()).isTrue();
    compare.with(Samples.ORDERS);
    // Nobody looks.
    assertThat(compare.comparisonProperty().get()).isNull();
    compare.watch(true);
    var comparison = compare.comparisonProperty().get();
    assertThat(comparison.before().session().name()).isEqualTo("orders.jfr");
    assertThat(comparison.after().session().name()).isEqualTo("throttled.jfr");
    assertThat(comparison.came())
        .extracting(Finding::key)
        .contains("cpu-throttled")
        .doesNotContain("carrier-pinned");
    assertThat(compare.table()).isPresent();
    compare.withItself();
    assertThat(compare.comparisonProperty().get()).isNull();
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    model.show(OpenSession.of(THROTTLED, Ingest.open(THROTTLED, (_, _) -> {})));
    compare.watch(true);
    compare.with(Path.of("no-such.jfr"));
    assertThat(compare.problemProperty().get()).contains("There is no file no-such.jfr");
  }
}
