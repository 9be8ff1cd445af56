package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.recordings.events.EventRow;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.chart.Chart;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A person in the other places: statistics, events, the flame graph, what is found. */
class PlacesWindowTest extends WindowHarness {
  private static final int EVENTS = 44_810;

  @Start
  void start(Stage stage) {
    show(stage);
  }

  /** Goes to the events and waits until all of the sample are listed. */
  private static TableView<EventRow> allEvents(FxRobot robot) {
    robot.clickOn("#rail-events");
    TableView<EventRow> table = robot.lookup("#event-table").queryTableView();
    await(() -> table.getItems().size() == EVENTS);
    return table;
  }

  @Test
  void statisticsTellOfTheRecordingAndOfWhatIsMarked(FxRobot robot) {
    robot.clickOn("#rail-statistics");
    TableView<?> durations = robot.lookup("#durations").queryTableView();
    await(() -> durations.getItems().size() >= 5);
    assertThat(texts(robot, "#statistics"))
        .anyMatch(text -> text.startsWith("The whole recording"));
    assertThat(robot.lookup("#statistics").lookup(".chart").queryAllAs(Chart.class))
        .hasSizeGreaterThanOrEqualTo(6);
    robot.clickOn("#rail-timeline").type(KeyCode.W, 10).type(KeyCode.ESCAPE).type(KeyCode.R);
    robot.clickOn("#rail-statistics");
    await(
        () -> texts(robot, "#statistics").stream().anyMatch(text -> text.startsWith("The marked")));
  }

  @Test
  void eventsAreFilteredByTypeAndText(FxRobot robot) {
    TableView<EventRow> table = allEvents(robot);
    ComboBox<String> type = robot.lookup("#event-type").queryComboBox();
    robot.interact(() -> type.setValue("jdk.VirtualThreadPinned"));
    await(() -> table.getItems().size() == 7);
    robot.interact(
        () -> robot.lookup("#event-text").queryTextInputControl().setText("native frame"));
    await(() -> !table.getItems().isEmpty() && table.getItems().size() < 7);
    assertThat(table.getItems())
        .allMatch(row -> row.fields().toLowerCase().contains("native"))
        .allMatch(row -> row.type().equals("jdk.VirtualThreadPinned"));
    robot.interact(() -> robot.lookup("#event-text").queryTextInputControl().setText("zzz"));
    await(() -> table.getItems().isEmpty());
  }

  @Test
  void anotherRecordingIsListedWithoutTheFiltersOfTheOneBefore(FxRobot robot) {
    TableView<EventRow> table = allEvents(robot);
    ComboBox<String> type = robot.lookup("#event-type").queryComboBox();
    robot.interact(() -> type.setValue("fiberscope.Suspend"));
    await(() -> table.getItems().size() == 2908);
    Path other = SAMPLE.resolveSibling("jdk").resolve("jdk21-standard.jfr");
    robot.interact(() -> workspace.open(other));
    await(() -> model.open().file().equals(other) && !model.open().session().isPartial());
    robot.clickOn("#rail-events");
    await(() -> table.getItems().size() == model.open().session().events());
    assertThat(type.getValue()).isEmpty();
  }

  @Test
  void wordsThatTheFinderHandsOverCanBeTakenAway(FxRobot robot) {
    robot.clickOn("#search");
    TextInputControl line = robot.lookup("#finder .text-field").queryTextInputControl();
    robot.interact(() -> line.setText("zzzz"));
    robot.type(KeyCode.ENTER);
    await(() -> robot.lookup("#event-text").tryQuery().isPresent());
    TextInputControl words = robot.lookup("#event-text").queryTextInputControl();
    TableView<EventRow> table = robot.lookup("#event-table").queryTableView();
    await(() -> words.getText().equals("zzzz") && table.getItems().isEmpty());
    robot.clickOn("#event-text").type(KeyCode.ESCAPE);
    await(() -> table.getItems().size() == EVENTS);
  }

  @Test
  void anEventSelectsItsFiberAndEnterShowsItOnTheTimeline(FxRobot robot) {
    TableView<EventRow> table = allEvents(robot);
    ComboBox<String> type = robot.lookup("#event-type").queryComboBox();
    robot.interact(() -> type.setValue("jdk.VirtualThreadPinned"));
    await(() -> table.getItems().size() == 7);
    robot.interact(
        () -> {
          table.requestFocus();
          table.getSelectionModel().clearAndSelect(4);
        });
    EventRow row = table.getItems().get(4);
    int thread = model.selection().thread();
    assertThat(model.open().session().threads().id(thread)).isEqualTo(row.threadId());
    press(robot, KeyCode.C, false, true);
    robot.interact(
        () ->
            assertThat(Clipboard.getSystemClipboard().getString())
                .contains("jdk.VirtualThreadPinned")
                .startsWith("Time (s)\tDuration"));
    robot.type(KeyCode.ENTER);
    assertThat(robot.lookup("#timeline").tryQuery()).isPresent();
    assertThat(model.selection().thread()).isEqualTo(thread);
  }

  @Test
  void eventsFollowTheSelection(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.I);
    int fiber = model.selection().thread();
    TableView<EventRow> table = allEvents(robot);
    long start = model.open().session().spans().start(model.selection().span());
    await(() -> table.getSelectionModel().getSelectedItem() != null);
    assertThat(table.getSelectionModel().getSelectedItem().start()).isGreaterThanOrEqualTo(start);
    robot.clickOn("#event-selected-only");
    long id = model.open().session().threads().id(fiber);
    await(() -> table.getItems().size() < EVENTS);
    assertThat(List.copyOf(table.getItems()))
        .isNotEmpty()
        .allMatch(row -> row.threadId() == id || row.type().equals("jdk.ExecutionSample"));
  }

  @Test
  void aTypeIsFoundAndEnterGoesFromPlaceToPlace(FxRobot robot) {
    int decodes = model.open().session().decodes().count();
    robot.clickOn("#search");
    TextInputControl line = robot.lookup("#finder .text-field").queryTextInputControl();
    robot.interact(() -> line.setText("type order"));
    robot.type(KeyCode.ENTER);
    await(() -> texts(robot, "#found").contains("Order, 1 of " + decodes));
    Selection first = model.selection();
    robot.type(KeyCode.ENTER);
    assertThat(texts(robot, "#found")).contains("Order, 2 of " + decodes);
    assertThat(model.selection()).isNotEqualTo(first);
    press(robot, KeyCode.ENTER, true, false);
    assertThat(model.selection()).isEqualTo(first);
  }

  @Test
  void thePaletteKnowsThePlaces(FxRobot robot) {
    robot.clickOn("#timeline");
    press(robot, KeyCode.K, false, true);
    TextInputControl line = robot.lookup("#finder .text-field").queryTextInputControl();
    robot.interact(() -> line.setText("show statistics"));
    robot.type(KeyCode.ENTER);
    await(() -> robot.lookup("#statistics").tryQuery().isPresent());
    press(robot, KeyCode.DIGIT2, false, true);
    assertThat(robot.lookup("#timeline").tryQuery()).isPresent();
  }

  @Test
  void theMarkedTimeHasAFlameGraphThatKeysWalk(FxRobot robot) {
    robot.clickOn("#timeline").type(KeyCode.ESCAPE).type(KeyCode.DIGIT0).type(KeyCode.R);
    await(() -> texts(robot, "#flame").stream().anyMatch(text -> text.contains("Backspace")));
    await(() -> texts(robot, "#inspector").contains("WAITS BY SITE"));
    assertThat(texts(robot, "#inspector")).contains("WAITS BY REASON");
    Node cells = robot.lookup("#flame-cells").query();
    robot.interact(cells::requestFocus);
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER).type(KeyCode.BACK_SPACE);
    robot.clickOn("#flame-pinned");
    await(() -> texts(robot, "#flame").stream().anyMatch(text -> text.contains("ms;")));
    robot.clickOn("#timeline").type(KeyCode.ESCAPE);
    assertThat(robot.lookup("#flame").tryQuery()).isEmpty();
  }

  @Test
  void aPlatformThreadTellsWhomItWoke(FxRobot robot) {
    int gateway = model.open().session().wakes().get(0).waker();
    assertThat(model.open().session().threads().kind(gateway)).isEqualTo(Kind.PLATFORM);
    robot.interact(() -> model.select(Selection.ofThread(model.open(), gateway)));
    assertThat(texts(robot, "#inspector")).anyMatch(text -> text.startsWith("WHOM IT WOKE"));
  }

  @Test
  void aQuestionIsAskedAndARowIsShownOnTheTimeline(FxRobot robot) {
    press(robot, KeyCode.DIGIT8, false, true);
    TextInputControl question = robot.lookup("#query-sql").queryTextInputControl();
    await(question::isFocused);
    robot.interact(
        () ->
            question.setText(
                "SELECT thread, start_ns, duration_ns FROM pin ORDER BY duration_ns DESC"));
    press(robot, KeyCode.ENTER, false, true);
    await(() -> robot.lookup("#query-answer").tryQuery().isPresent());
    TableView<?> answer = robot.lookup("#query-answer").queryTableView();
    assertThat(answer.getItems()).hasSize(7);
    robot.interact(() -> robot.lookup("#query-histogram").queryButton().fire());
    assertThat(robot.lookup("#query-chart").lookup(".chart").tryQuery()).isPresent();
    robot.interact(
        () -> {
          answer.requestFocus();
          answer.getSelectionModel().select(0);
        });
    press(robot, KeyCode.ENTER, false, false);
    await(() -> view.lanes().getScene() != null);
    assertThat(view.lanes().getAccessibleText()).contains("pinned", "55.3");
    press(robot, KeyCode.DIGIT8, false, true);
    robot.interact(
        () -> {
          question.setText("FROM pins_by_f");
          question.end();
        });
    await(() -> question.isFocused());
    press(robot, KeyCode.SPACE, false, true);
    assertThat(question.getText()).isEqualTo("FROM pins_by_frame");
    robot.push(KeyCode.ALT, KeyCode.UP);
    assertThat(question.getText()).startsWith("SELECT thread");
    robot.interact(
        () -> {
          question.setText("FROM s");
          question.end();
        });
    press(robot, KeyCode.SPACE, false, true);
    await(() -> robot.listWindows().size() > 1);
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    await(() -> question.getText().length() > "FROM s".length());
    robot.interact(() -> question.setText("SELECT nothing"));
    press(robot, KeyCode.ENTER, false, true);
    await(() -> texts(robot, "#query").stream().anyMatch(text -> text.contains("LINE 1")));
  }

  @Test
  void aMarkedStretchIsComparedWithAllOfTheRecording(FxRobot robot) {
    press(robot, KeyCode.DIGIT9, false, true);
    assertThat(texts(robot, "#compare")).anyMatch(text -> text.startsWith("Choose a recording"));
    press(robot, KeyCode.DIGIT2, false, true);
    robot.type(KeyCode.W, 10).type(KeyCode.ESCAPE).type(KeyCode.R);
    press(robot, KeyCode.DIGIT9, false, true);
    await(() -> robot.lookup("#compare-measures").tryQuery().isPresent());
    TableView<?> measures = robot.lookup("#compare-measures").queryTableView();
    await(() -> measures.isVisible() && measures.getItems().size() > 10);
    assertThat(texts(robot, "#compare")).anyMatch(text -> text.startsWith("before: orders.jfr"));
    assertThat(robot.from(robot.lookup("#compare")).lookup("#flame-cells").tryQuery()).isPresent();
    robot.interact(() -> robot.lookup("#compare-marked").queryButton().fire());
    await(() -> texts(robot, "#compare").stream().anyMatch(text -> text.startsWith("Now mark")));
    robot.interact(() -> model.mark(TimeRange.NONE));
    await(() -> robot.from(robot.lookup("#compare")).lookup(".hyperlink").tryQuery().isPresent());
    Hyperlink came = robot.from(robot.lookup("#compare")).lookup(".hyperlink").query();
    robot.interact(came::fire);
    await(() -> view.lanes().getScene() != null);
    assertThat(model.selection().isEmpty()).isFalse();
  }

  @Test
  void decodesAreListedAndEnterStepsThroughOne(FxRobot robot) {
    press(robot, KeyCode.DIGIT3, false, true);
    TableView<?> decodes = robot.lookup("#decode-table").queryTableView();
    await(() -> decodes.getItems().size() == 500 && decodes.isFocused());
    press(robot, KeyCode.DOWN, false, false);
    press(robot, KeyCode.ENTER, false, false);
    await(() -> model.selection().decode() != Selection.NONE);
    await(() -> robot.lookup("#decode-table").tryQuery().isEmpty());
    assertThat(texts(robot, "#decode-place")).contains("Decode of Order");
    press(robot, KeyCode.ESCAPE, false, false);
    await(() -> robot.lookup("#decode-table").tryQuery().isPresent());
  }

  @Test
  void cborOfNoTypesIsShownInDiagnosticNotation(FxRobot robot) {
    robot.clickOn("#rail-decode").clickOn("#decode-payload");
    TextInputControl bytes = robot.lookup("#payload-bytes").queryTextInputControl();
    TextInputControl rust = robot.lookup("#payload-rust").queryTextInputControl();
    robot.interact(
        () -> {
          rust.setText("");
          bytes.setText("a2 61 61 01 61 62 82 02 03");
        });
    TextInputControl notation = robot.lookup("#payload-notation").queryTextInputControl();
    await(() -> notation.getText().equals("0  {\"a\": 1, \"b\": [2, 3]}"));
    robot.interact(() -> bytes.setText("a2 61 61 01 ff"));
    await(
        () ->
            texts(robot, "#payload-answers").stream()
                .anyMatch(text -> text.contains("not CBOR because, at byte 4")));
    robot.interact(() -> bytes.setText(""));
    await(() -> notation.getText().isEmpty());
  }

  @Test
  void aPayloadDecodesAsItIsTypedAndAnAnswerIsTaken(FxRobot robot) {
    robot.clickOn("#rail-decode").clickOn("#decode-payload");
    TextInputControl rust = robot.lookup("#payload-rust").queryTextInputControl();
    TextInputControl bytes = robot.lookup("#payload-bytes").queryTextInputControl();
    robot.interact(
        () -> {
          rust.setText("struct Order { id: u64, note: String }");
          bytes.setText("07 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 68 69");
        });
    await(() -> texts(robot, "#decode-place").contains("16 bytes left"));
    await(
        () ->
            robot.from(robot.lookup("#payload-answers")).lookup(".hyperlink").queryAll().size()
                == 1);
    robot.clickOn("With legacy() all 18 bytes decode.");
    await(() -> texts(robot, "#decode-place").contains("all 18 bytes decode"));
    assertThat(texts(robot, "#value")).contains("\"hi\"");
    robot.interact(() -> rust.setText("struct Order { id: u65 }"));
    await(
        () ->
            texts(robot, "#payload-answers")
                .contains("line 1, column 20: there is no type u65; did you mean u64?"));
    robot.interact(() -> rust.setText("type Root = [u8; 3];"));
    robot.interact(() -> bytes.setText("[1, 2, 3]"));
    await(() -> texts(robot, "#decode-place").contains("all 3 bytes decode"));
    press(robot, KeyCode.F11, true, true);
    assertThat(texts(robot, "#decode-place")).contains("step 0 of 3");
  }
}
