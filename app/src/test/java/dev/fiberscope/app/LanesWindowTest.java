package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.Mark;
import dev.fiberscope.app.session.MarkStore;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.app.timeline.Arrangement;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Lanes;
import dev.fiberscope.app.timeline.Viewport;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A person at the lanes: filters, groups, folds, pins, marks, follows wake-ups. */
class LanesWindowTest extends WindowHarness {
  private static final int RULER = 26;
  private static final int CARRIERS = 4;

  /** Fibers, and platform threads of which anything is known. */
  private static final int THREADS = 160 + 3;

  @Start
  void start(Stage stage) {
    show(stage);
  }

  private Lanes lanes() {
    return view.timeline().lanes();
  }

  @Test
  void wordsFilterFibersAndEscShowsAllAgain(FxRobot robot) {
    Viewport all = view.timeline().viewport();
    robot.clickOn("#timeline");
    press(robot, KeyCode.F, false, true);
    robot.write("fiber-11");
    await(() -> lanes().fiberCount() == 11);
    // Letters in the field are no commands.
    robot.write("waf");
    await(() -> lanes().fiberCount() == 0);
    assertThat(view.timeline().viewport()).isEqualTo(all);
    robot.type(KeyCode.ESCAPE);
    await(() -> lanes().fiberCount() == THREADS);
    robot.type(KeyCode.W);
    assertThat(view.timeline().viewport()).isNotEqualTo(all);
  }

  @Test
  void groupsAreFoldedByAClickOnTheirHeader(FxRobot robot) {
    robot.clickOn("#timeline");
    robot.interact(() -> view.timeline().arrangement().group(Grouping.CARRIER));
    await(() -> lanes().sectionNames().size() == CARRIERS + 1);
    settle();
    double unfolded = lanes().maxScroll(400);
    robot.interact(
        () -> {
          view.timeline().scrollBy(-1e6);
          view.timeline().scrollBy(100);
        });
    settle();
    Node timeline = robot.lookup("#timeline").query();
    click(robot, timeline, 40, RULER + lanes().scrollingY() + Lanes.HEADER / 2.0);
    assertThat(lanes().choices().collapsed()).containsExactly(lanes().sectionNames().getFirst());
    assertThat(lanes().maxScroll(400)).isLessThan(unfolded);
    click(robot, timeline, 40, RULER + lanes().scrollingY() + Lanes.HEADER / 2.0);
    assertThat(lanes().choices().collapsed()).isEmpty();
  }

  @Test
  void gWalksThroughTheWaysToGroup(FxRobot robot) {
    robot.clickOn("#timeline");
    for (Grouping grouping : Grouping.values()) {
      assertThat(grouping()).isEqualTo(grouping);
      robot.type(KeyCode.G);
    }
    assertThat(grouping()).isEqualTo(Grouping.NONE);
    settle();
    assertThat(lanes().sectionNames()).containsExactly("FIBERS", "PLATFORM THREADS");
  }

  private Grouping grouping() {
    Arrangement now = view.timeline().arrangement().arrangementProperty().get();
    return now.grouping();
  }

  @Test
  void aPinnedLaneStaysAndASelectedFiberIsUnfolded(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.ESCAPE).type(KeyCode.DOWN);
    int thread = model.selection().thread();
    press(robot, KeyCode.T, true, false);
    assertThat(lanes().choices().pinned()).containsExactly(thread);
    press(robot, KeyCode.T, true, false);
    assertThat(lanes().choices().pinned()).isEmpty();
    robot.interact(() -> view.timeline().arrangement().foldAll(true));
    robot.interact(() -> view.walk().jump(Selection.ofThread(model.open(), thread)));
    settle();
    assertThat(lanes().choices().collapsed()).containsExactly("PLATFORM THREADS");
  }

  @Test
  void aFiberThatTheFilterKeepsOutIsShownWhenOneGoesThere(FxRobot robot) {
    robot.interact(() -> view.timeline().arrangement().filter("fiber-11"));
    await(() -> lanes().fiberCount() == 11);
    int other = model.open().session().pins().get(0).thread();
    robot.interact(() -> view.timeline().arrangement().filter("fiber-117"));
    await(() -> lanes().fiberCount() == 1);
    robot.interact(() -> view.walk().jump(Selection.ofThread(model.open(), other)));
    await(() -> lanes().fiberCount() == THREADS);
    assertThat(view.timeline().arrangement().arrangementProperty().get().filter()).isEmpty();
  }

  @Test
  void bracketsFollowAWakeUpToTheWakerAndBack(FxRobot robot) {
    SpanTable spans = model.open().session().spans();
    OptionalInt park =
        spans
            .rows()
            .filter(row -> spans.state(row) == State.PARKED)
            .filter(
                row ->
                    WakeWalk.wokenBy(model.open(), Selection.ofSpan(model.open(), row)).isPresent())
            .findFirst();
    Selection parked = Selection.ofSpan(model.open(), park.orElseThrow());
    robot.clickOn("#timeline");
    robot.interact(() -> view.walk().jump(parked));
    var wake = WakeWalk.wokenBy(model.open(), parked).orElseThrow();
    robot.interact(view.walk()::selectWaker);
    assertThat(model.selection().thread()).isEqualTo(wake.waker());
    robot.interact(view.walk()::selectWoken);
    assertThat(model.open().index().wakeCountBy(wake.waker())).isPositive();
    assertThat(model.selection().thread()).isNotEqualTo(wake.waker());
  }

  @Test
  void aMarkIsKeptWithItsNoteForTheRecording(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.M);
    press(robot, KeyCode.M, true, false);
    assertThat(robot.lookup("#mark-editor").query().isVisible()).isTrue();
    robot.write("it stalls").type(KeyCode.ENTER);
    settle();
    List<Mark> kept = new MarkStore(folder.resolve("marks")).load(model.open().session());
    assertThat(kept).singleElement().extracting(Mark::note).isEqualTo("it stalls");
    Node timeline = robot.lookup("#timeline").query();
    double x =
        176
            + (kept.getFirst().time() - view.timeline().viewport().from())
                * (timeline.getBoundsInLocal().getWidth() - 176)
                / view.timeline().viewport().length();
    click(robot, timeline, x + 4, RULER - 10);
    assertThat(robot.lookup("#mark-editor").query().isVisible()).isTrue();
    robot.clickOn("#mark-editor .button");
    assertThat(new MarkStore(folder.resolve("marks")).load(model.open().session())).isEmpty();
  }

  @Test
  void theOverviewsWindowIsDragged(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.W, 8);
    settle();
    Viewport before = view.timeline().viewport();
    Node overview = robot.lookup("#overview").query();
    double width = overview.getBoundsInLocal().getWidth() - 176;
    Viewport all = Viewport.all(model.open().session());
    double x = 176 + (before.from() + before.length() / 2.0 - all.from()) * width / all.length();
    robot.interact(
        () -> {
          fire(overview, MouseEvent.MOUSE_PRESSED, x, 30, MouseButton.PRIMARY, false);
          fire(overview, MouseEvent.MOUSE_DRAGGED, x - 20, 30, MouseButton.PRIMARY, false);
        });
    Viewport after = view.timeline().viewport();
    assertThat(after.length()).isEqualTo(before.length());
    double moved = (before.from() - after.from()) * width / all.length();
    assertThat(moved).isBetween(19.0, 21.0);
  }

  @Test
  void zoomFromTheWholeSessionToOneSpanInOneGesture(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.DIGIT0);
    SpanTable spans = model.open().session().spans();
    robot.interact(() -> view.timeline().zoom(model.open().session().duration() / 2, 80));
    settle();
    assertThat(view.timeline().viewport().length()).isEqualTo(Viewport.SHORTEST);
    assertThat(spans.count()).isPositive();
  }
}
