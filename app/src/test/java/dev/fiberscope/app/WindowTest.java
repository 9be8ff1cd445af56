package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.app.timeline.Viewport;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A person at the window: opens, clicks, types. */
class WindowTest extends WindowHarness {
  @Start
  void start(Stage stage) {
    show(stage);
  }

  @Test
  void keysZoomPanAndFit(FxRobot robot) {
    Viewport all = view.timeline().viewport();
    robot.clickOn("#timeline").type(KeyCode.W, 5);
    Viewport zoomed = view.timeline().viewport();
    assertThat(zoomed.length()).isLessThan(all.length() / 2);
    robot.type(KeyCode.D, 2);
    assertThat(view.timeline().viewport().from()).isGreaterThan(zoomed.from());
    robot.type(KeyCode.DIGIT0);
    assertThat(view.timeline().viewport()).isEqualTo(all);
  }

  @Test
  void aClickOnALaneSelectsAndTheInspectorTells(FxRobot robot) {
    Node lanes = robot.lookup("#timeline").query();
    robot.clickOn(robot.offset(lanes, -lanes.getBoundsInLocal().getWidth() / 2 + 60, 20));
    assertThat(model.selection().isEmpty()).isFalse();
    String name = model.open().session().threads().name(model.selection().thread());
    assertThat(
            robot
                .lookup("#inspector")
                .lookup((Label label) -> label.getText().equals(name))
                .tryQuery())
        .isPresent();
    robot.type(KeyCode.ESCAPE);
    assertThat(model.selection()).isEqualTo(Selection.EMPTY);
  }

  private void drag(FxRobot robot, MouseButton button, boolean control) {
    Node lanes = robot.lookup("#timeline").query();
    robot.interact(
        () -> {
          fire(lanes, MouseEvent.MOUSE_PRESSED, 300, 200, button, control);
          fire(lanes, MouseEvent.MOUSE_DRAGGED, 350, 200, button, control);
          fire(lanes, MouseEvent.MOUSE_DRAGGED, 400, 200, button, control);
          fire(lanes, MouseEvent.MOUSE_RELEASED, 400, 200, button, control);
        });
  }

  @Test
  void aDragMarksTimeAndTheInspectorTellsAboutIt(FxRobot robot) {
    Viewport all = view.timeline().viewport();
    drag(robot, MouseButton.PRIMARY, false);
    TimeRange range = model.rangeProperty().get();
    assertThat(range.length() / (double) all.length()).isBetween(0.05, 0.4);
    await(
        () ->
            robot
                .lookup("#inspector")
                .lookup((Label label) -> label.getText().equals("WAITS BY REASON"))
                .tryQuery()
                .isPresent());
    robot.type(KeyCode.F);
    assertThat(view.timeline().viewport().length())
        .isBetween(range.length() - 1, range.length() + 1);
    robot.type(KeyCode.ESCAPE);
    assertThat(model.rangeProperty().get().isEmpty()).isTrue();
  }

  @Test
  void aDragWithControlZoomsAndTheMiddleButtonPans(FxRobot robot) {
    Viewport all = view.timeline().viewport();
    drag(robot, MouseButton.PRIMARY, true);
    Viewport zoomed = view.timeline().viewport();
    assertThat(zoomed.length()).isLessThan(all.length() / 2);
    assertThat(model.rangeProperty().get().isEmpty()).isTrue();
    drag(robot, MouseButton.MIDDLE, false);
    assertThat(view.timeline().viewport().length()).isEqualTo(zoomed.length());
    assertThat(view.timeline().viewport().from()).isLessThan(zoomed.from());
  }

  @Test
  void aFiberIsFoundByItsName(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.SLASH);
    int last = view.timeline().lanes().fiberLaneCount() - 1;
    int thread = view.timeline().lanes().fiberLane(last).tracks().thread(0);
    String name = model.open().session().threads().name(thread);
    robot.interact(
        () -> {
          robot.lookup("#finder .text-field").queryTextInputControl().setText(name);
        });
    robot.type(KeyCode.ENTER);
    await(() -> model.selection().thread() == thread);
    assertThat(robot.lookup("#finder").query().isVisible()).isFalse();
  }

  @Test
  void oneWalksBackThroughJumpsAndForwardAgain(FxRobot robot) {
    Viewport all = view.timeline().viewport();
    robot.clickOn("#timeline").type(KeyCode.ESCAPE).type(KeyCode.I);
    Viewport jumped = view.timeline().viewport();
    Selection pin = model.selection();
    assertThat(jumped).isNotEqualTo(all);
    robot.interact(view.timeline()::back);
    assertThat(view.timeline().viewport()).isEqualTo(all);
    robot.interact(view.timeline()::forward);
    assertThat(view.timeline().viewport()).isEqualTo(jumped);
    assertThat(model.selection()).isEqualTo(pin);
  }

  @Test
  void theMostInterestingSpanIsAPinAndItsDecodeCanBeStepped(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.I);
    int span = model.selection().span();
    assertThat(model.open().session().spans().state(span)).isEqualTo(State.PINNED);
    assertThat(model.selection().decode()).isNotEqualTo(Selection.NONE);
    robot.type(KeyCode.HOME).type(KeyCode.F12);
    int first = model.selection().suspension();
    robot.type(KeyCode.F12);
    int second = model.selection().suspension();
    assertThat(model.open().session().suspensions().time(second))
        .isGreaterThan(model.open().session().suspensions().time(first));
    assertThat(model.momentProperty().get().exact()).isTrue();
    assertThat(model.momentProperty().get().time())
        .isEqualTo(model.open().session().suspensions().time(second));
    robot.clickOn("#suspension-before");
    assertThat(model.selection().suspension()).isEqualTo(first);
  }

  @Test
  void aDecodeIsSteppedForwardsAndBackAndTheTimelineFollows(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.I);
    int thread = model.selection().thread();
    robot.type(KeyCode.HOME).type(KeyCode.F11).type(KeyCode.F11);
    assertThat(texts(robot, "#decode"))
        .contains("id: u64")
        .anyMatch(text -> text.startsWith("step 2 of"));
    long early = model.momentProperty().get().time();
    robot.clickOn("#step-last");
    assertThat(texts(robot, "#decode")).contains("The message has been read.");
    assertThat(model.momentProperty().get().time()).isGreaterThan(early);
    assertThat(model.selection().thread()).isEqualTo(thread);
    robot.clickOn("#step-back");
    assertThat(texts(robot, "#decode")).contains("Nothing has been read yet.");
    robot.clickOn("#step-over");
    assertThat(texts(robot, "#decode")).contains("The message has been read.");

    // Both on the same fiber: a click in the lane moves the step, too.
    robot.type(KeyCode.HOME).type(KeyCode.F12);
    long waiting = model.momentProperty().get().time();
    robot.interact(() -> model.pointTo(new Moment(thread, waiting + 1, true, false)));
    assertThat(texts(robot, "#decode")).anyMatch(text -> text.startsWith("waits for"));
  }

  @Test
  void aByteIsExplainedAndABreakpointStopsARun(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.I).type(KeyCode.HOME);
    Node bytes = robot.lookup("#decode #bytes-canvas").query();
    click(robot, bytes, 60, 8);
    assertThat(robot.lookup("#decode #explained").queryLabeled().getText())
        .startsWith("Byte ")
        .contains("Order.", "It arrived at", "in chunk");
    robot.type(KeyCode.HOME);
    robot.clickOn("#decode #breakpoint").write("price").type(KeyCode.ENTER);
    robot.clickOn("#decode #run");
    assertThat(texts(robot, "#decode")).contains("price: u64", "Stopped at the breakpoint price.");
    press(robot, KeyCode.G, false, true);
    robot.write("0x1").type(KeyCode.ENTER);
    assertThat(robot.lookup("#decode #explained").queryLabeled().getText())
        .startsWith("Byte 1 (0x01) is");
  }

  @Test
  void neighboursAndLanesAreReachedByKeys(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.ESCAPE).type(KeyCode.DOWN);
    int thread = model.selection().thread();
    robot.type(KeyCode.DOWN);
    assertThat(model.selection().thread()).isNotEqualTo(thread);
    int span = model.selection().span();
    robot.type(KeyCode.PERIOD);
    assertThat(model.selection().span()).isEqualTo(span + 1);
    robot.type(KeyCode.COMMA);
    assertThat(model.selection().span()).isEqualTo(span);
  }

  @Test
  void aFileThatIsNoRecordingLeavesTheSessionOpen(FxRobot robot) throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
    var before = model.open();
    robot.interact(() -> workspace.open(text));
    await(() -> !workspace.problemProperty().get().isEmpty());
    assertThat(((Label) robot.lookup("#problem").query()).getText())
        .contains("notes.txt is no JFR recording");
    assertThat(model.open()).isSameAs(before);
    robot.clickOn("Dismiss");
    assertThat(robot.lookup("#problem").query().getParent().isVisible()).isFalse();
  }

  @Test
  void theKeysAreListedAndAnyKeyHidesThem(FxRobot robot) {
    robot.clickOn("#rail-keys");
    Node keys = robot.lookup("#keys").query();
    assertThat(keys.isVisible()).isTrue();
    assertThat(robot.lookup("#keys").lookup("zoom in at the pointer").tryQuery()).isPresent();
    robot.type(KeyCode.ESCAPE);
    assertThat(keys.isVisible()).isFalse();
  }

  @Test
  void theThemeChangesAndIsRemembered(FxRobot robot) {
    robot.clickOn("#rail-theme");
    assertThat(view.getStyleClass()).contains("fs-light").doesNotContain("fs-dark");
    assertThat(new Settings(folder.resolve("settings")).get("theme", "")).isEqualTo("light");
  }

  /** From the start page: the sample, the answer, its evidence. */
  @Test
  void aSampleTellsWhatStandsOutAndWhere(FxRobot robot) {
    robot.clickOn("#rail-start").clickOn("#sample-jetty");
    await(() -> model.open().session().name().equals("jetty.jfr"));
    await(() -> !texts(robot, "#answers").contains("Looking for hazards\u2026"));
    assertThat(texts(robot, "#inspector"))
        .anyMatch(text -> text.contains("requests in a hundred wait below a native"));
    robot.clickOn("A fiber waited and kept its carrier");
    assertThat(model.open().session().spans().state(model.selection().span()))
        .isEqualTo(State.PINNED);
  }

  @Test
  void theStartPageRunsTheDemo(FxRobot robot) {
    var before = model.open();
    robot.clickOn("#rail-start").clickOn("#run-demo");
    await(() -> model.open() != before);
    assertThat(robot.lookup("#timeline").tryQuery()).isPresent();
  }

  @Test
  void aWaitForACarrierTellsSinceWhenAndWhoHeldThem(FxRobot robot) {
    SpanTable spans = model.open().session().spans();
    int longest = -1;
    for (int row : spans.rows().toArray()) {
      boolean waits = spans.state(row) == State.RUNNABLE;
      if (waits && (longest < 0 || spans.duration(row) > spans.duration(longest))) {
        longest = row;
      }
    }
    int span = longest;
    robot.interact(() -> model.select(Selection.ofSpan(model.open(), span)));
    assertThat(texts(robot, "#inspector"))
        .anyMatch(text -> text.startsWith("Waited ") && text.contains(" for a carrier"))
        .anyMatch(text -> text.startsWith("It could run from "))
        .anyMatch(text -> text.endsWith(" meanwhile.") || text.contains(" meanwhile; "));
  }
}
