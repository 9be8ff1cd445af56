package dev.fiberscope.app.hazards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.Ingest.Reader;
import dev.fiberscope.recordings.store.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HazardsViewModelTest {
  private static final Background AT_ONCE = new Background(Runnable::run, Runnable::run);

  /** Reading is as slow as it is of a large recording. */
  @Test
  @Timeout(60)
  void whatWasReadInPartIsNotCalledAHazard() throws Exception {
    List<Session> parts = new ArrayList<>();
    long begin = System.nanoTime();
    Session whole =
        Ingest.openBySteps(
            Samples.ORDERS,
            Reader.OWN,
            (_, _) -> {
              while (parts.isEmpty() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(2)) {
                Thread.onSpinWait();
              }
            },
            parts::add);
    assertThat(parts).isNotEmpty().allMatch(Session::isPartial);
    SessionModel model = new SessionModel();
    HazardsViewModel hazards =
        new HazardsViewModel(
            model,
            AT_ONCE,
            List::of,
            _ -> Optional.empty(),
            problem -> assertThat(problem).isEmpty());
    for (Session part : parts) {
      model.show(OpenSession.of(Samples.ORDERS, part));
      assertThat(hazards.reportProperty().get()).isNull();
      assertThat(model.answersProperty().get()).isNull();
    }
    model.show(OpenSession.of(Samples.ORDERS, whole));
    assertThat(hazards.reportProperty().get().findings())
        .extracting(finding -> finding.rule().id())
        .contains("carrier-pinned")
        .doesNotContain("dirty-reuse", "over-read");
  }
}
