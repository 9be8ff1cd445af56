package dev.fiberscope.app.start;

import dev.fiberscope.app.session.Workspace;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What one can do when nothing is open yet. */
public final class StartView extends VBox {
  private final Workspace workspace;
  private final VBox recent = new VBox(2);

  public StartView(Workspace workspace, Runnable openFile) {
    this.workspace = workspace;
    setId("start");
    getStyleClass().addAll("start", "pane");
    Label title = new Label("See what fibers do");
    title.getStyleClass().add("title");
    Button open = new Button("Open a recording\u2026");
    open.setDefaultButton(true);
    open.setOnAction(_ -> openFile.run());
    Button demo = new Button("Run the demo workload");
    demo.setId("run-demo");
    demo.setOnAction(_ -> workspace.runDemo());
    Label what =
        new Label(
            "The demo decodes 10 000 orders on 1 000 fibers in a JVM of its own, records it with"
                + " JDK Flight Recorder and opens the recording. A .jfr file can also be dropped"
                + " anywhere on this window.");
    what.setWrapText(true);
    what.getStyleClass().add("secondary");
    getChildren().addAll(title, card(new HBox(8, open, demo), what), card(recent));
    refresh();
  }

  /** Shows the recordings opened last. */
  public void refresh() {
    Label heading = new Label("RECENT RECORDINGS");
    heading.getStyleClass().add("section");
    recent.getChildren().setAll(heading);
    List<Path> files = workspace.settings().recentFiles();
    if (files.isEmpty()) {
      Label none = new Label("None yet. Recordings that you open are listed here.");
      none.getStyleClass().add("secondary");
      recent.getChildren().add(none);
    }
    for (Path file : files) {
      Hyperlink link = new Hyperlink(file.getFileName().toString());
      link.setOnAction(_ -> workspace.open(file));
      Label folder = new Label(String.valueOf(file.getParent()));
      folder.getStyleClass().add("secondary");
      HBox line = new HBox(8, link, folder);
      line.setAlignment(Pos.BASELINE_LEFT);
      recent.getChildren().add(line);
    }
  }

  private static Node card(Node... content) {
    VBox card = new VBox(content);
    card.getStyleClass().add("start-card");
    return card;
  }
}
