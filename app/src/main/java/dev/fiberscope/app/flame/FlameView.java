package dev.fiberscope.app.flame;

import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.index.FlameGraph;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Where fibers were parked, blocked, pinned or running during the marked stretch of time. */
public final class FlameView extends BorderPane {
  private final FlameViewModel flame;
  private final FlameCellsView cells;
  private final Label told = new Label();
  private final Label empty = new Label();
  private final ScrollPane scroll;

  public FlameView(FlameViewModel flame, PaletteView palette) {
    this.flame = flame;
    cells = new FlameCellsView(palette, this::text);
    setId("flame");
    getStyleClass().add("decode");
    setTop(header());
    scroll = new ScrollPane(cells);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("decode-scroll");
    empty.setWrapText(true);
    empty.setMaxWidth(520);
    StackPane.setAlignment(empty, Pos.CENTER);
    StackPane place = new StackPane(scroll, empty);
    place.getStyleClass().add("empty");
    place.setStyle("-fx-padding: 0 16 8 16;");
    setCenter(place);
    setMinHeight(120);
    flame.graphProperty().addListener(_ -> show());
    flame.hasFailedProperty().addListener(_ -> show());
    show();
  }

  private HBox header() {
    Label title = new Label("Where fibers were");
    title.getStyleClass().add("strong");
    HBox header = new HBox(title);
    ToggleGroup group = new ToggleGroup();
    for (Subject subject : Subject.values()) {
      ToggleButton button = new ToggleButton(subject.text());
      button.setId("flame-" + subject.text());
      button.getStyleClass().add("small-button");
      button.setToggleGroup(group);
      button.setSelected(subject == flame.subjectProperty().get());
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            flame.subjectProperty().set(subject);
          });
      header.getChildren().add(button);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    told.getStyleClass().add("secondary");
    header.getChildren().addAll(space, told);
    header.getStyleClass().add("decode-header");
    return header;
  }

  private void show() {
    FlameGraph graph = flame.graphProperty().get();
    boolean any = graph != null && graph.root().weight() > 0;
    scroll.setVisible(any);
    empty.setText(any ? "" : nothing(graph));
    told.setText(any ? summary(graph) : "");
    if (any) {
      cells.show(graph.root());
    }
  }

  private String summary(FlameGraph graph) {
    String without =
        graph.untold() == 0 ? "" : ", " + Times.duration(graph.untold()) + " without stack trace";
    return text(graph.root().weight()) + without + "; click or Enter zooms, Backspace goes back";
  }

  private String nothing(FlameGraph graph) {
    if (flame.hasFailedProperty().get()) {
      return "This could not be counted; the bar on top says why.";
    }
    if (graph == null) {
      return "Counting\u2026";
    }
    if (flame.subjectProperty().get() == Subject.RAN) {
      return "No sample of a running fiber was recorded here. jdk.ExecutionSample takes one every"
          + " 20 ms: mark a longer stretch of time.";
    }
    return graph.untold() == 0
        ? "No fiber was " + flame.subjectProperty().get().text() + " here."
        : "Fibers were "
            + flame.subjectProperty().get().text()
            + " for "
            + Times.duration(graph.untold())
            + " here, but no stack traces of it were recorded. Record with: fiberscope settings"
            + " --level full";
  }

  private String text(long weight) {
    return flame.subjectProperty().get() == Subject.RAN
        ? Numbers.count(weight, "sample")
        : Times.duration(weight);
  }
}
