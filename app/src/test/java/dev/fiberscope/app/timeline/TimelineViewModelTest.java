package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The view models without a window; what is done beside it waits until the test lets it run. */
class TimelineViewModelTest {
  private static final OpenSession ORDERS = Samples.orders();
  private static final OpenSession SHORT = Samples.shortFibers(10_000);

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final SessionModel model = new SessionModel();
  private final TimelineViewModel timeline =
      new TimelineViewModel(model, new Background(waiting::add, Runnable::run));
  private final WalkViewModel walk = new WalkViewModel(model, timeline);

  @BeforeEach
  void size() {
    timeline.resized(500);
  }

  private void runWhatWaits() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private void show(OpenSession open) {
    model.show(open);
    runWhatWaits();
    assertThat(timeline.lanes().open()).isSameAs(open);
  }

  @Test
  void whileLanesOfAnotherSessionAreArrangedNothingUsesTheOldOnes() {
    show(SHORT);
    walk.selectLane(1);
    walk.pinSelected();
    model.show(ORDERS);
    assertThat(timeline.lanes()).isNull();
    walk.selectLane(1);
    walk.selectLane(-1);
    timeline.mark(0, ORDERS.session().duration());
    timeline.fitSelection();
    model.select(Selection.ofThread(ORDERS, ORDERS.session().pins().get(0).thread()));
    walk.pinSelected();
    timeline.scrollPages(1);
    timeline.arrangement().foldAll(true);
    runWhatWaits();
    assertThat(timeline.lanes().open()).isSameAs(ORDERS);
    assertThat(timeline.lanes().choices().pinned())
        .containsExactly(ORDERS.session().pins().get(0).thread());
  }

  @Test
  void aLaneThatComesLaterIsRevealedThen() {
    show(ORDERS);
    int last = timeline.lanes().fiberLane(159).tracks().thread(0);
    timeline.arrangement().group(Grouping.CARRIER);
    timeline.arrangement().filter("nothing has this name");
    runWhatWaits();
    assertThat(timeline.lanes().fiberCount()).isZero();
    walk.jump(Selection.ofThread(ORDERS, last));
    runWhatWaits();
    // Platform threads are among them.
    assertThat(timeline.lanes().fiberCount()).isEqualTo(160 + 3);
    assertThat(timeline.lanes().visible(500, timeline.scrollProperty().get()))
        .anyMatch(placed -> placed.lane().tracks().thread(0) == last);
  }

  @Test
  void whatSomebodyFilteredOrFoldedStaysSoWhileTheSelectedFiberIsHidden() {
    show(ORDERS);
    walk.selectLane(1);
    timeline.arrangement().filter("fiber-11");
    runWhatWaits();
    assertThat(timeline.lanes().fiberCount()).isEqualTo(11);
    timeline.arrangement().foldAll(true);
    assertThat(timeline.lanes().choices().collapsed()).isNotEmpty();
    walk.selectLane(1);
    assertThat(timeline.lanes().choices().collapsed()).isNotEmpty();
  }

  @Test
  void oneGetsToFibersOfTheTimeThatShowsThoughTheirGroupIsFolded() {
    show(ORDERS);
    timeline.arrangement().group(Grouping.CARRIER);
    runWhatWaits();
    timeline.arrangement().foldAll(true);
    var spans = ORDERS.session().spans();
    timeline.zoom(ORDERS.session().pins().get(0).start(), 40);
    timeline.showFibersOfNow();
    assertThat(timeline.lanes().visible(500, timeline.scrollProperty().get()))
        .filteredOn(placed -> !placed.fixed())
        .anyMatch(
            placed ->
                placed
                    .lane()
                    .hasSpanIn(spans, timeline.viewport().from(), timeline.viewport().to()));
  }

  @Test
  void theSelectedLaneStaysInViewWhenThereIsLessRoom() {
    show(ORDERS);
    int fiber = timeline.lanes().fiberLane(100).tracks().thread(0);
    walk.jump(Selection.ofThread(ORDERS, fiber));
    timeline.resized(260);
    assertThat(timeline.lanes().visible(260, timeline.scrollProperty().get()))
        .filteredOn(placed -> placed.lane().tracks().thread(0) == fiber)
        .singleElement()
        .satisfies(
            placed ->
                assertThat(placed.y()).isBetween(timeline.lanes().fibersY(), 260.0 - Lanes.LANE));
  }

  @Test
  void sharedLanesAreWalkedAtTheMomentThatShows() {
    show(SHORT);
    timeline.zoom(SHORT.session().duration() / 2, 30);
    walk.selectLane(1);
    int span = SHORT.session().spans().first(model.selection().thread());
    long middle = timeline.viewport().from() + timeline.viewport().length() / 2;
    // Each fiber runs for 18 us, then comes a gap of 2.
    assertThat(SHORT.session().spans().start(span)).isBetween(middle - 20_000, middle);
  }
}
