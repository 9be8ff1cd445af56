package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Whoever is new is shown around. */
class TourWindowTest extends WindowHarness {
  @Start
  void start(Stage stage) {
    show(stage);
  }

  @Test
  void theTourLeadsThroughTheWindowAndCanBeSkippedAndFoundAgain(FxRobot robot) {
    await(() -> model.open() != null && !model.open().isPart());
    press(robot, KeyCode.K, false, true);
    robot.write("take the tour").type(KeyCode.ENTER);
    await(() -> robot.lookup("#tour").query().isVisible());
    assertThat(texts(robot, "#tour")).contains("1 of 7", "What stands out");
    robot.type(KeyCode.RIGHT);
    assertThat(texts(robot, "#tour")).contains("2 of 7", "All of it");
    robot.clickOn("#tour-next");
    assertThat(texts(robot, "#tour")).contains("3 of 7");
    robot.clickOn("#tour-back");
    robot.type(KeyCode.S);
    assertThat(texts(robot, "#tour")).contains("2 of 7");
    robot.type(KeyCode.ESCAPE);
    assertThat(robot.lookup("#tour").query().isVisible()).isFalse();
    press(robot, KeyCode.K, false, true);
    robot.write("take the tour").type(KeyCode.ENTER);
    await(() -> robot.lookup("#tour").query().isVisible());
    for (int i = 0; i < 7; i++) {
      robot.type(KeyCode.RIGHT);
    }
    assertThat(robot.lookup("#tour").query().isVisible()).isFalse();
  }
}
