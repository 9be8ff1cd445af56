package dev.fiberscope.app.life;

import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Lines of a life; a click, or Enter, selects what a line is about. */
public final class LifeView extends VBox {
  private static final int MOST_LINES = 120;

  /**
   * Shows at most 120 lines, those around {@code now}.
   *
   * @param now moment of the selection
   * @param current the line whose target is this is marked
   */
  public LifeView(Life life, long now, Selection current, Consumer<Selection> select) {
    List<LifeLine> lines = life.lines();
    int from = firstShown(lines, now);
    int to = Math.min(lines.size(), from + MOST_LINES);
    if (from > 0 || life.earlier()) {
      getChildren().add(Controls.secondary(count(from, life.earlier()) + " earlier"));
    }
    for (LifeLine line : lines.subList(from, to)) {
      getChildren().add(line(line, current, select));
    }
    if (to < lines.size() || life.later()) {
      getChildren().add(Controls.secondary(count(lines.size() - to, life.later()) + " later"));
    }
  }

  private static String count(int known, boolean more) {
    return more ? "more" : String.valueOf(known);
  }

  private static int firstShown(List<LifeLine> lines, long now) {
    int before = 0;
    while (before < lines.size() && lines.get(before).time() <= now) {
      before++;
    }
    return Math.clamp(before - MOST_LINES / 3, 0, Math.max(0, lines.size() - MOST_LINES));
  }

  private static Node line(LifeLine line, Selection current, Consumer<Selection> select) {
    Region dot = new Region();
    dot.getStyleClass().addAll("dot", "state-" + line.mark());
    Label time = new Label(Times.moment(line.time()));
    time.getStyleClass().addAll("mono", "secondary");
    time.setMinWidth(Region.USE_PREF_SIZE);
    Label text = new Label(line.text());
    text.setWrapText(true);
    HBox box = new HBox(dot, time, text);
    box.getStyleClass().add("line");
    if (!line.target().isEmpty()) {
      box.getStyleClass().add("link");
      box.setFocusTraversable(true);
      box.setAccessibleText(line.text() + ", " + Times.moment(line.time()));
      box.setOnMouseClicked(_ -> select.accept(line.target()));
      box.setOnKeyPressed(
          event -> {
            if (event.getCode() == KeyCode.ENTER) {
              select.accept(line.target());
            }
          });
    }
    boolean isCurrent =
        line.mark().equals("parked")
            && current.suspension() != Selection.NONE
            && line.target().suspension() == current.suspension();
    if (isCurrent) {
      box.getStyleClass().add("now");
    }
    return box;
  }
}
