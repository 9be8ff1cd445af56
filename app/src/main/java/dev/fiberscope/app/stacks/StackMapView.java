package dev.fiberscope.app.stacks;

import dev.fiberscope.app.stacks.PoolFacts.UsedStack;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/**
 * Every stack as a column: as tall as the frames it has, or the lowest of them, filled to its depth
 * at the moment that is chosen, with a line at its high-water mark.
 */
final class StackMapView extends Pane {
  private static final double ROW = 84;
  private static final double GAP = 10;
  private static final double NARROWEST = 3;
  private static final double WIDEST = 12;
  private static final int MOST_ROWS = 4;

  private final StacksViewModel stacks;
  private final PaletteView palette;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private List<UsedStack> shown = List.of();
  private int columns = 1;
  private double column = WIDEST;

  StackMapView(StacksViewModel stacks, PaletteView palette) {
    this.stacks = stacks;
    this.palette = palette;
    setId("stack-map");
    setFocusTraversable(true);
    setAccessibleText("Each stack: its depth at the moment, and its high-water mark");
    getChildren().add(canvas);
    Tooltip.install(this, tip);
    setOnMousePressed(
        event -> {
          requestFocus();
          int at = at(event.getX(), event.getY());
          if (at >= 0) {
            stacks.select(shown.get(at));
          }
        });
    setOnMouseMoved(event -> tell(at(event.getX(), event.getY())));
    setOnKeyPressed(
        event -> {
          int step =
              switch (event.getCode()) {
                case RIGHT -> 1;
                case LEFT -> -1;
                case DOWN -> columns;
                case UP -> -columns;
                default -> 0;
              };
          int at = shown.indexOf(stacks.selectedProperty().get()) + step;
          if (step != 0 && at >= 0 && at < shown.size()) {
            stacks.select(shown.get(at));
            event.consume();
          } else if (event.getCode() == KeyCode.HOME && !shown.isEmpty()) {
            stacks.select(shown.getFirst());
          }
        });
    stacks.factsProperty().addListener(_ -> requestLayout());
    stacks.timeProperty().addListener(_ -> requestLayout());
    stacks.orderProperty().addListener(_ -> requestLayout());
    stacks.selectedProperty().addListener(_ -> requestLayout());
  }

  private int at(double x, double y) {
    int row = (int) (y / (ROW + GAP));
    int at = row * columns + (int) (x / column);
    return x / column < columns && at < shown.size() && y - row * (ROW + GAP) <= ROW ? at : -1;
  }

  private void tell(int at) {
    if (at < 0) {
      tip.hide();
      return;
    }
    UsedStack stack = shown.get(at);
    PoolFacts facts = stacks.factsProperty().get();
    tip.setText(
        "stack "
            + stack.number()
            + ": "
            + facts.depthAt(stack, stacks.timeProperty().get())
            + " of "
            + stack.capacity()
            + " frames, high-water mark "
            + stack.highWater()
            + ", "
            + Numbers.count(stack.uses().size(), "use"));
  }

  @Override
  protected void layoutChildren() {
    PoolFacts facts = stacks.factsProperty().get();
    List<UsedStack> all = stacks.ordered();
    double width = Math.max(NARROWEST, getWidth());
    // As wide as they may be in the rows that there are.
    column = Math.clamp(width * MOST_ROWS / Math.max(1, all.size()), NARROWEST, WIDEST);
    columns = Math.max(1, (int) (width / column));
    int rows = Math.clamp((all.size() + columns - 1) / columns, 1, MOST_ROWS);
    shown = all.subList(0, Math.min(all.size(), rows * columns));
    double height = rows * (ROW + GAP);
    canvas.setWidth(width);
    canvas.setHeight(height);
    setMinHeight(height);
    setPrefHeight(height);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    if (facts == null || getScene() == null) {
      return;
    }
    palette.argb();
    for (int i = 0; i < shown.size(); i++) {
      paint(g, facts, shown.get(i), (i % columns) * column, i / columns * (ROW + GAP));
    }
  }

  /** How many stacks there is no room for. */
  int hidden() {
    return stacks.ordered().size() - shown.size();
  }

  /** How many frames a column is tall: where all stay near the bottom, only that is shown. */
  static int framesShown(PoolFacts facts) {
    return Math.max(1, Math.min(facts.capacity(), Math.max(8, 2 * facts.deepest())));
  }

  private void paint(GraphicsContext g, PoolFacts facts, UsedStack stack, double x, double y) {
    long time = stacks.timeProperty().get();
    int capacity = Math.max(1, stack.capacity());
    double tallest = framesShown(facts);
    double inner = Math.max(1, column - (column > 5 ? 2 : 1));
    g.setFill(palette.colour(Role.HOVERED_LANE));
    g.fillRect(x, y, inner, ROW);
    int depth = facts.depthAt(stack, time);
    if (facts.useAt(stack, time) >= 0) {
      double tall = Math.max(2, ROW * Math.min(1, depth / tallest));
      // Of one that was never given back nobody knows how much it holds.
      boolean near = stack.capacity() > 0 && 10L * depth >= 9L * capacity;
      Role role =
          near ? Role.PINNED : facts.isSuspendedAt(stack, time) ? Role.RUNNABLE : Role.RUNNING;
      g.setFill(palette.colour(role));
      g.fillRect(x, y + ROW - tall, inner, tall);
    }
    double mark = y + ROW - ROW * Math.min(1, stack.highWater() / tallest);
    boolean full = stack.capacity() > 0 && 10L * stack.highWater() >= 9L * capacity;
    Color colour = palette.colour(full ? Role.PINNED : Role.SECONDARY_TEXT);
    g.setFill(colour);
    g.fillRect(x, mark, inner, 1.5);
    if (stack.equals(stacks.selectedProperty().get())) {
      g.setStroke(palette.colour(Role.TEXT));
      g.setLineWidth(1.5);
      g.strokeRect(x - 0.5, y + 0.5, inner + 1, ROW - 1);
    }
  }
}
