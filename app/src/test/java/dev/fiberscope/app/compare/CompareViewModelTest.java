package dev.fiberscope.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.index.SessionIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
  private static final Path THROTTLED = Path.of("../recordings/samples/throttled.jfr");

  private final SessionModel model = new SessionModel();
  private final CompareViewModel compare =
      new CompareViewModel(model, new Background(Runnable::run, Runnable::run));

  @Test
  void whatIsOpenIsTheOneAfter() throws Exception {
    model.show(OpenSession.of(THROTTLED, Ingest.open(THROTTLED, (_, _) -> {})));
    assertThat(compare.lacking()).startsWith("Choose a recording of before");
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

  @Test
  void twoStretchesOfOneAreCompared() throws Exception {
    model.show(OpenSession.of(THROTTLED, Ingest.open(THROTTLED, (_, _) -> {})));
    long half = model.open().session().duration() / 2;
    compare.watch(true);
    model.mark(new TimeRange(0, half));
    assertThat(compare.comparisonProperty().get().before().text()).isEqualTo("throttled.jfr");
    compare.withMarked();
    assertThat(compare.comparisonProperty().get()).isNull();
    assertThat(compare.lacking()).startsWith("Now mark another stretch");
    model.mark(new TimeRange(half, 2 * half));
    var comparison = compare.comparisonProperty().get();
    assertThat(comparison.before().to()).isEqualTo(half);
    assertThat(comparison.after().from()).isEqualTo(half);
    assertThat(compare.isOfOpen(comparison.before())).isTrue();
    assertThat(compare.lacking()).isEmpty();
  }

  @Test
  void aGrowingSessionShowsTheComparisonBeforeUntilTheNextIsThere() throws Exception {
    List<Runnable> waiting = new ArrayList<>();
    var later = new CompareViewModel(model, new Background(waiting::add, Runnable::run));
    model.show(live(OpenSession.of(THROTTLED, Ingest.open(THROTTLED, (_, _) -> {}))));
    later.watch(true);
    later.with(Samples.ORDERS);
    waiting.removeFirst().run();
    var shown = later.comparisonProperty().get();
    model.show(live(model.open()));
    assertThat(later.comparisonProperty().get()).isSameAs(shown);
    model.show(live(model.open()));
    assertThat(waiting).as("what is compared is not begun anew").hasSize(1);
    waiting.removeFirst().run();
    assertThat(later.comparisonProperty().get()).isNotSameAs(shown);
    assertThat(waiting).as("then what has come since").hasSize(1);
  }

  /** As a session of which more comes. */
  private static OpenSession live(OpenSession now) {
    return new OpenSession(
        now.file(),
        now.isPart() ? now.reading() : new Object(),
        true,
        now.session(),
        new SessionIndex(now.session()),
        now.counts(),
        now.densities());
  }
}
