package dev.fiberscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Whatever can be used or focused has a name that a screen reader says. */
class AccessibleNamesWindowTest extends WindowHarness {
  @Start
  void start(Stage stage) {
    show(stage);
  }

  @Test
  @Timeout(120)
  void allOfEveryPlaceHasAName(FxRobot robot) {
    Set<String> unnamed = new HashSet<>();
    robot.interact(() -> view.walk().showMostInteresting());
    assertThat(view.lanes().getAccessibleText()).contains(" for ");
    for (KeyCode place :
        List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9,
            KeyCode.P,
            KeyCode.K)) {
      press(robot, place, false, true);
      collect(robot, place, unnamed);
    }
    press(robot, KeyCode.ESCAPE, false, false);
    press(robot, KeyCode.DIGIT2, false, true);
    press(robot, KeyCode.R, false, false);
    await(() -> robot.lookup("#flame-cells").tryQuery().isPresent());
    collect(robot, KeyCode.R, unnamed);
    press(robot, KeyCode.DIGIT1, false, true);
    robot.interact(() -> robot.lookup("#attach-remote").queryButton().fire());
    collect(robot, KeyCode.A, unnamed);
    assertThat(unnamed).isEmpty();
  }

  private void collect(FxRobot robot, KeyCode place, Set<String> unnamed) {
    robot.interact(
        () -> {
          List<Node> all = new ArrayList<>();
          add(view, all);
          Set<Node> labelled = new HashSet<>();
          for (Node each : all) {
            if (each instanceof Label label && label.getLabelFor() != null) {
              labelled.add(label.getLabelFor());
            }
          }
          for (Node each : all) {
            if (isForUse(each) && !labelled.contains(each) && name(each).isBlank()) {
              unnamed.add(place + ": " + each);
            }
          }
        });
  }

  private static void add(Node node, List<Node> all) {
    if (node.isVisible()) {
      all.add(node);
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> add(child, all));
      }
    }
  }

  private static boolean isForUse(Node node) {
    boolean frame =
        node instanceof ScrollPane || node instanceof ScrollBar || node instanceof SplitPane;
    return !frame && (node instanceof ButtonBase || node.isFocusTraversable());
  }

  private static String name(Node node) {
    StringBuilder name = new StringBuilder();
    if (node.getAccessibleText() != null) {
      name.append(node.getAccessibleText());
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      name.append(labeled.getText());
    }
    if (node instanceof TextInputControl line && line.getPromptText() != null) {
      name.append(line.getPromptText());
    }
    return name.toString();
  }
}
