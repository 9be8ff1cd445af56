package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.analysis.Mutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A person in the places of hazards and of stacks. */
class HazardsWindowTest extends WindowHarness {
  @TempDir private Path folder;
  private Path file;

  @Start
  void start(Stage stage) {
    show(stage);
  }

  /** What is muted is written beside the recording, so it is a copy. */
  @BeforeEach
  void openACopy(FxRobot robot) throws IOException {
    file = Files.copy(SAMPLE.resolveSibling("hazards.jfr"), folder.resolve("hazards.jfr"));
    robot.interact(() -> workspace.open(file));
    await(() -> model.open().file().equals(file) && !model.open().isPart());
    await(() -> !model.hazardsProperty().get().isEmpty());
  }

  private static String title(FxRobot robot) {
    return robot.lookup("#finding").lookup(".title").queryAs(Label.class).getText();
  }

  @Test
  void aFindingLeadsToWhereItHappened(FxRobot robot) {
    robot.clickOn("#rail-hazards");
    await(() -> title(robot).startsWith("A fiber waited and kept"));
    robot.clickOn("#show-on-timeline");
    await(() -> model.selection().thread() >= 0);
    assertThat(model.open().session().threads().name(model.selection().thread()))
        .isEqualTo("pinned");
    assertThat(robot.lookup("#overview").tryQuery()).isPresent();
  }

  @Test
  void arrowsWalkThroughFindingsAndADecodeIsSteppedThrough(FxRobot robot) {
    robot.clickOn("#rail-hazards");
    await(() -> title(robot).startsWith("A fiber waited and kept"));
    for (int i = 0; i < 20 && !title(robot).startsWith("A lock was held"); i++) {
      robot.type(KeyCode.DOWN);
    }
    assertThat(title(robot)).startsWith("A lock was held");
    robot.clickOn("#step-through");
    await(() -> model.selection().decode() >= 0);
    assertThat(model.open().session().decodes().format(model.selection().decode()).type())
        .isEqualTo("Note");
  }

  @Test
  void aFindingIsCopiedAsMarkdownWithItsPicture(FxRobot robot) {
    robot.clickOn("#rail-hazards");
    await(() -> title(robot).startsWith("A fiber waited and kept"));
    robot.clickOn("#copy-markdown");
    assertThat(clipboard(robot))
        .contains(
            "### A fiber waited and kept",
            "\u2593\u2593\u2593",
            "\u2593 pinned",
            "**What to do:**");
    robot.clickOn("#copy-picture");
    AtomicBoolean image = new AtomicBoolean();
    robot.interact(() -> image.set(Clipboard.getSystemClipboard().hasImage()));
    assertThat(image).isTrue();
  }

  private static String clipboard(FxRobot robot) {
    AtomicReference<String> text = new AtomicReference<>();
    robot.interact(() -> text.set(String.valueOf(Clipboard.getSystemClipboard().getString())));
    return text.get();
  }

  @Test
  void whatIsMutedIsKeptBesideTheRecordingWithItsReason(FxRobot robot) throws IOException {
    robot.clickOn("#rail-hazards");
    await(() -> title(robot).startsWith("A fiber waited and kept"));
    robot.clickOn("#mute");
    robot.write("pins on purpose").type(KeyCode.ENTER);
    await(() -> Files.exists(Mutes.fileOf(file)));
    assertThat(Files.readString(Mutes.fileOf(file))).contains("carrier-pinned", "pins on purpose");
    await(() -> texts(robot, "#hazard-findings").contains("muted: pins on purpose"));
    robot.clickOn("#mute");
    await(() -> !Files.exists(Mutes.fileOf(file)));
  }

  @Test
  void aStackTellsWhoseDecodesUsedIt(FxRobot robot) {
    robot.clickOn("#rail-stacks");
    await(() -> robot.lookup("#stack-map").tryQuery().filter(Node::isVisible).isPresent());
    Node map = robot.lookup("#stack-map").query();
    robot.interact(map::requestFocus);
    robot.type(KeyCode.HOME);
    TableView<?> decodes = robot.lookup("#stack-decodes").queryTableView();
    await(() -> !decodes.getItems().isEmpty());
    robot.interact(() -> decodes.getSelectionModel().select(0));
    robot.interact(decodes::requestFocus);
    robot.type(KeyCode.ENTER);
    await(() -> model.selection().decode() >= 0);
  }
}
