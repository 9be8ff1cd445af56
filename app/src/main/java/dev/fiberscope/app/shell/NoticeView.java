package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.theme.Controls;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is being done, with a way to stop it, and what went wrong. Takes no room otherwise. */
final class NoticeView extends VBox {
  NoticeView(Workspace workspace) {
    var doing = workspace.background().doingProperty();
    var problem = workspace.problemProperty();
    Label what = new Label();
    what.textProperty().bind(doing);
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(160);
    bar.progressProperty().bind(workspace.background().shareProperty());
    HBox running = line("legend", bar, what, button("Cancel", workspace.background()::cancel));
    running.setId("progress");
    Label sentence = new Label();
    sentence.setId("problem");
    sentence.setWrapText(true);
    sentence.textProperty().bind(problem);
    HBox failed = line("error-bar", sentence, button("Dismiss", workspace::dismissProblem));
    show(running, Bindings.isNotEmpty(doing));
    show(failed, Bindings.isNotEmpty(problem));
    getChildren().addAll(running, failed);
  }

  private static void show(HBox line, BooleanBinding condition) {
    line.visibleProperty().bind(condition);
    line.managedProperty().bind(condition);
  }

  private static HBox line(String style, Node... parts) {
    HBox line = new HBox(parts);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    line.getChildren().add(parts.length - 1, space);
    line.getStyleClass().add(style);
    line.setMinHeight(36);
    return line;
  }

  private static Button button(String text, Runnable run) {
    Button button = Controls.small(text);
    button.setOnAction(_ -> run.run());
    return button;
  }
}
