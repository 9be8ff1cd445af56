package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.store.ThreadTable;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A child JVM is found, watched, paused, asked and let go with the mouse and the keyboard. */
class LiveWindowTest extends WindowHarness {
  private static LiveTarget target;
  private static String home;

  @BeforeAll
  static void startTarget() throws Exception {
    target = LiveTarget.start();
    home = System.getProperty("user.home");
    // What is received is saved below it.
    System.setProperty("user.home", folder.toString());
  }

  @AfterAll
  static void endTarget() {
    System.setProperty("user.home", home);
    target.close();
  }

  @Start
  void start(Stage stage) {
    show(stage);
  }

  private LiveViewModel live() {
    return workspace.live();
  }

  private void fire(FxRobot robot, String button) {
    robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
  }

  private void selectTarget(FxRobot robot) {
    press(robot, KeyCode.DIGIT1, false, true);
    ListView<LocalJvm> list = robot.lookup("#jvm-list").query();
    await(() -> list.getItems().stream().anyMatch(jvm -> jvm.pid() == target.pid()));
    robot.interact(
        () ->
            list.getItems().stream()
                .filter(jvm -> jvm.pid() == target.pid())
                .forEach(list.getSelectionModel()::select));
  }

  private void attach(FxRobot robot) {
    selectTarget(robot);
    fire(robot, "#attach");
    await(() -> robot.lookup("#attach-dialog").query().isVisible());
    assertThat(texts(robot, "#attach-dialog")).contains("Attach to LiveTarget");
    fire(robot, "#agree");
    await(() -> live().isLive() && model.open().isPart() && fibers() == 10);
  }

  private int fibers() {
    return model.open().session().threads().rows(ThreadTable.Kind.FIBER).length;
  }

  private void space(FxRobot robot) {
    robot.interact(
        () -> {
          for (var type : new EventType<?>[] {KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED}) {
            @SuppressWarnings("unchecked")
            var key = (EventType<KeyEvent>) type;
            Event.fireEvent(
                view.lanes(), new KeyEvent(key, "", "", KeyCode.SPACE, false, false, false, false));
          }
        });
  }

  @Test
  void aJvmIsWatchedPausedAskedAndLetGo(FxRobot robot) throws Exception {
    attach(robot);
    long before = model.open().session().duration();
    await(() -> model.open().session().duration() > before);
    assertThat(view.timeline().isFollowing()).isTrue();

    space(robot);
    assertThat(live().pausedProperty().get()).isTrue();
    assertThat(robot.lookup("#pause").queryAs(Button.class).getText()).isEqualTo("Resume");
    long paused = model.open().session().duration();
    space(robot);
    await(() -> model.open().session().duration() > paused);

    fire(robot, "#snapshot-now");
    await(() -> robot.lookup("#snapshot").tryQuery().isPresent());
    assertThat(texts(robot, "#snapshot")).contains("Nothing is seen that does not get on.");

    fire(robot, "#detach");
    await(() -> !live().isLive() && !model.open().isPart());
    assertThat(model.open().session().hasScheduling()).isTrue();
    assertThat(workspace.problemProperty().get()).isEmpty();
    Path saved = model.open().file();
    assertThat(saved).startsWith(folder.resolve("fiberscope"));
    try (var files = Files.list(saved.getParent())) {
      String name = saved.getFileName().toString();
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(each -> each.startsWith(name)))
          .as("the recording, its snapshot, and what the scheduler said")
          .hasSize(3);
    }
    robot.interact(() -> workspace.open(saved));
    await(() -> robot.lookup("#snapshot").tryQuery().isEmpty() && !model.open().isPart());
  }

  @Test
  void aJvmElsewhereIsNamedByHostAndPort(FxRobot robot) {
    press(robot, KeyCode.DIGIT1, false, true);
    fire(robot, "#attach-remote");
    TextField address = robot.lookup("#address").query();
    assertThat(address.isFocused()).isTrue();
    robot.interact(() -> address.setText("nowhere"));
    fire(robot, "#agree");
    assertThat(texts(robot, "#attach-dialog"))
        .contains("A JVM elsewhere is named by host and port, such as server:9010.");
    robot.interact(() -> address.setText("localhost:1"));
    press(robot, KeyCode.ENTER, false, false);
    await(() -> workspace.problemProperty().get().contains("refuses the connection"));
    assertThat(robot.lookup("#attach-dialog").query().isVisible()).isFalse();
  }

  @Test
  void whoOpensARecordingSeesThatAndLetsTheJvmGo(FxRobot robot) {
    attach(robot);
    robot.interact(() -> workspace.open(SAMPLE));
    await(() -> model.open().file().equals(SAMPLE) && !model.open().isPart());
    assertThat(live().isLive()).isFalse();
    assertThat(model.open().file()).isEqualTo(SAMPLE);
  }

  @Test
  void aJvmIsAskedForItsThreadsWithoutBeingWatched(FxRobot robot) {
    selectTarget(robot);
    fire(robot, "#snapshot-jvm");
    Node threads = robot.lookup("#threads").query();
    await(threads::isVisible);
    ListView<?> groups = robot.lookup("#thread-groups").query();
    assertThat(groups.getItems()).isNotEmpty();
    assertThat(robot.from(threads).lookup(".title").queryAs(Label.class).getText())
        .isEqualTo("LiveTarget, pid " + target.pid());
    fire(robot, "#close-threads");
    await(() -> !threads.isVisible());
    assertThat(live().isLive()).isFalse();
  }
}
