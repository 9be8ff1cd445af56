package dev.fiberscope.app.flame;

import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.index.FlameGraph;
import dev.fiberscope.recordings.index.FlameGraph.Subject;
import dev.fiberscope.recordings.index.FlameGraph.Threads;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Where threads were parked, blocked, pinned or running during the marked stretch of time. */
public final class FlameView extends BorderPane {
  private final FlameViewModel flame;
  private final FlameCellsView cells;
  private final Label told = new Label();
  private final Label empty = new Label();
  private final ScrollPane scroll;

  public FlameView(FlameViewModel flame, PaletteView palette) {
    this.flame = flame;
    cells = new FlameCellsView(palette, new FramesByClass(this::text));
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
    Label title = new Label("Where");
    title.getStyleClass().add("strong");
    HBox whose = choices(Threads.values(), Threads::text, flame.threadsProperty());
    Label were = new Label("were");
    were.getStyleClass().add("strong");
    HBox header =
        new HBox(
            title, whose, were, choices(Subject.values(), Subject::text, flame.subjectProperty()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    told.getStyleClass().add("secondary");
    header.getChildren().addAll(space, told);
    header.getStyleClass().add("decode-header");
    return header;
  }

  private static <T> HBox choices(T[] all, Function<T, String> text, ObjectProperty<T> chosen) {
    HBox choices = new HBox();
    choices.setAlignment(Pos.CENTER_LEFT);
    for (T each : all) {
      ToggleButton button = new ToggleButton(text.apply(each));
      button.setId("flame-" + text.apply(each).replace(' ', '-'));
      button.getStyleClass().add("small-button");
      button.setMinWidth(USE_PREF_SIZE);
      chosen.subscribe(now -> button.setSelected(now == each));
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            chosen.set(each);
          });
      choices.getChildren().add(button);
    }
    return choices;
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
    String whose = flame.threadsProperty().get().text();
    String what = flame.subjectProperty().get().text();
    if (flame.subjectProperty().get() == Subject.RAN) {
      return "No sample of running "
          + whose
          + " was recorded here. jdk.ExecutionSample takes one every 20 ms: mark a longer stretch"
          + " of time.";
    }
    if (graph.untold() == 0) {
      return "No " + whose.substring(0, whose.length() - 1) + " was " + what + " here.";
    }
    return whose.substring(0, 1).toUpperCase(Locale.ROOT)
        + whose.substring(1)
        + " were "
        + what
        + " for "
        + Times.duration(graph.untold())
        + " here, but no stack traces of it were recorded. Record with: fiberscope settings --level"
        + " full";
  }

  private String text(long weight) {
    return flame.subjectProperty().get() == Subject.RAN
        ? Numbers.count(weight, "sample")
        : Times.duration(weight);
  }
}
