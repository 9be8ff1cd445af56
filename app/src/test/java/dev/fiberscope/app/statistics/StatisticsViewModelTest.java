package dev.fiberscope.app.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StatisticsViewModelTest {
  private static final OpenSession OPEN = Samples.orders();

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final SessionModel model = new SessionModel();
  private final StatisticsViewModel statistics =
      new StatisticsViewModel(model, new Background(waiting::add, Runnable::run));

  private void runWhatWaits() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Test
  void nothingIsCountedWhileNobodyLooks() {
    model.show(OPEN);
    assertThat(waiting).isEmpty();
    statistics.watch(true);
    runWhatWaits();
    assertThat(statistics.distributionsProperty().get().to()).isEqualTo(OPEN.session().duration());
  }

  @Test
  void aMarkThatIsTakenAwayBeforeItWasCountedIsNotShown() {
    model.show(OPEN);
    statistics.watch(true);
    runWhatWaits();
    model.mark(new TimeRange(1_000, 2_000_000));
    model.mark(TimeRange.NONE);
    runWhatWaits();
    assertThat(statistics.isWhole()).isTrue();
    assertThat(statistics.distributionsProperty().get().from()).isZero();
    assertThat(statistics.distributionsProperty().get().to()).isEqualTo(OPEN.session().duration());
  }

  @Test
  void anotherSessionIsCountedAnew() {
    model.show(OPEN);
    statistics.watch(true);
    runWhatWaits();
    OpenSession other = Samples.shortFibers(500);
    model.show(other);
    assertThat(statistics.distributionsProperty().get()).isNull();
    runWhatWaits();
    assertThat(statistics.counted()).isSameAs(other);
    assertThat(statistics.distributionsProperty().get().carriers()).hasSize(8);
  }
}
