package dev.fiberscope.app.flame;

import dev.fiberscope.app.flame.FlamePlan.Cell;
import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.FlameNode;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/** The cells of a flame graph, outermost frames on top. A click zooms to a frame. */
public final class FlameCellsView extends Region {
  private static final double ROW = 20;
  private static final double AIR = 5;
  private static final double NARROWEST_LABEL = 24;
  private static final double STRONG = 0.5;
  private static final Font FONT = Font.font("Inter", TextWidths.LABEL_SIZE);

  private final PaletteView palette;
  private final FlameLooks looks;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private final Deque<FlameNode> zoomedFrom = new ArrayDeque<>();
  private FlameNode root;
  private FlamePlan plan = FlamePlan.EMPTY;
  private Optional<FlameNode> current = Optional.empty();

  public FlameCellsView(PaletteView palette, FlameLooks looks) {
    this.palette = palette;
    this.looks = looks;
    setId("flame-cells");
    getChildren().add(canvas);
    setFocusTraversable(true);
    setAccessibleText("Flame graph");
    tip.setShowDelay(Duration.millis(150));
    tip.setWrapText(true);
    tip.setMaxWidth(600);
    Tooltip.install(this, tip);
    setOnMouseMoved(this::hover);
    setOnMouseClicked(this::click);
    setOnKeyPressed(this::key);
    focusedProperty().addListener(_ -> requestLayout());
  }

  /** Shows a graph from its outermost frame on. */
  public void show(FlameNode next) {
    zoomedFrom.clear();
    root = next;
    current = Optional.empty();
    requestLayout();
    requestParentLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return root == null ? ROW : (Math.min(FlamePlan.DEEPEST, root.depth()) + 1) * ROW;
  }

  @Override
  protected void layoutChildren() {
    if (root == null || getWidth() < 1) {
      return;
    }
    plan = FlamePlan.of(root, getWidth());
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    plan.cells().forEach(cell -> paint(g, cell));
  }

  private void paint(GraphicsContext g, Cell cell) {
    double y = cell.depth() * ROW;
    Role role = looks.role(cell);
    double strength = looks.strength(cell);
    g.setFill(palette.colour(Role.UNKNOWN).interpolate(palette.colour(role), strength));
    g.fillRect(cell.x(), y, Math.max(1, cell.width() - 1), ROW - 1);
    boolean isCurrent = current.filter(node -> node == cell.node()).isPresent();
    if (isCurrent) {
      g.setStroke(palette.colour(Role.TEXT));
      g.strokeRect(cell.x() + 0.5, y + 0.5, Math.max(1, cell.width() - 2), ROW - 2);
    }
    double room = cell.width() - 2 * AIR;
    if (room > NARROWEST_LABEL) {
      g.setFont(FONT);
      g.setTextAlign(TextAlignment.LEFT);
      g.setTextBaseline(VPos.CENTER);
      g.setFill(palette.colour(strength > STRONG ? Role.textOn(role) : Role.TEXT));
      g.fillText(TextWidths.beginningOf(cell.node().name(), room), cell.x() + AIR, y + ROW / 2);
    }
  }

  private Optional<Cell> at(double x, double y) {
    return plan.at(x, (int) (y / ROW));
  }

  private void hover(MouseEvent event) {
    Optional<Cell> cell = at(event.getX(), event.getY());
    tip.setText(cell.map(this::text).orElse("The width of a frame is its share of the time."));
  }

  private String text(Cell cell) {
    double share = cell.node().weight() / (double) root.weight();
    return cell.node().fullName()
        + "\n"
        + looks.told(cell.node())
        + ", "
        + Numbers.percent(share)
        + " of what shows";
  }

  private void click(MouseEvent event) {
    requestFocus();
    at(event.getX(), event.getY()).ifPresent(cell -> zoom(cell.node()));
  }

  private void zoom(FlameNode node) {
    if (node == root) {
      zoomOut();
    } else {
      zoomedFrom.push(root);
      root = node;
      current = Optional.of(node);
      requestLayout();
    }
  }

  private void zoomOut() {
    if (!zoomedFrom.isEmpty()) {
      root = zoomedFrom.pop();
      requestLayout();
    }
  }

  private void key(KeyEvent event) {
    Optional<Cell> cell = current.flatMap(plan::of).or(() -> plan.at(0, 0));
    if (cell.isEmpty()) {
      return;
    }
    Optional<Cell> next =
        switch (event.getCode()) {
          case DOWN -> plan.callee(cell.get());
          case UP -> plan.caller(cell.get());
          case LEFT -> plan.beside(cell.get(), -1);
          case RIGHT -> plan.beside(cell.get(), 1);
          default -> Optional.empty();
        };
    switch (event.getCode()) {
      case DOWN, UP, LEFT, RIGHT -> {
        current = next.or(() -> cell).map(Cell::node);
        requestLayout();
      }
      case ENTER -> zoom(cell.get().node());
      case BACK_SPACE -> zoomOut();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
