package dev.fiberscope.app.flame;

import dev.fiberscope.recordings.index.FlameNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the frames of a flame graph lie: as wide as their weight, callees on their caller. */
public final class FlamePlan {
  /** Cells narrower than this are left out; zooming in shows them. */
  public static final double NARROWEST = 0.5;

  /** Frames that lie deeper are left out likewise. */
  public static final int DEEPEST = 300;

  /** No frames. */
  public static final FlamePlan EMPTY = new FlamePlan();

  /**
   * A frame's place.
   *
   * @param x left edge in pixels
   * @param depth 0 for what is zoomed to
   */
  public record Cell(FlameNode node, double x, double width, int depth) {}

  private final List<Cell> cells = new ArrayList<>();

  private FlamePlan() {}

  /**
   * Plans a frame and all above it.
   *
   * @param width pixels that the frame takes
   */
  public static FlamePlan of(FlameNode root, double width) {
    FlamePlan plan = new FlamePlan();
    if (root.weight() > 0) {
      plan.add(root, 0, width, 0);
    }
    return plan;
  }

  private void add(FlameNode node, double x, double width, int depth) {
    cells.add(new Cell(node, x, width, depth));
    double at = x;
    for (FlameNode callee : node.callees()) {
      double calleeWidth = width * callee.weight() / node.weight();
      if (calleeWidth >= NARROWEST && depth < DEEPEST) {
        add(callee, at, calleeWidth, depth + 1);
      }
      at += calleeWidth;
    }
  }

  /** The cells, each behind its caller. */
  public List<Cell> cells() {
    return cells;
  }

  /** How many frames lie on each other. */
  public int depth() {
    return cells.stream().mapToInt(cell -> cell.depth() + 1).max().orElse(0);
  }

  /** The cell at a place. */
  public Optional<Cell> at(double x, int depth) {
    return cells.stream()
        .filter(cell -> cell.depth() == depth && x >= cell.x() && x < cell.x() + cell.width())
        .findFirst();
  }

  /** Where a frame lies. */
  public Optional<Cell> of(FlameNode node) {
    return cells.stream().filter(cell -> cell.node() == node).findFirst();
  }

  /** The frame that called one, empty for what is zoomed to. */
  public Optional<Cell> caller(Cell cell) {
    return at(cell.x() + cell.width() / 2, cell.depth() - 1);
  }

  /** The next frame to the right on the same depth, or with {@code -1} to the left. */
  public Optional<Cell> beside(Cell cell, int step) {
    List<Cell> row = cells.stream().filter(each -> each.depth() == cell.depth()).toList();
    int next = row.indexOf(cell) + step;
    return next >= 0 && next < row.size() ? Optional.of(row.get(next)) : Optional.empty();
  }

  /** The heaviest frame that one called. */
  public Optional<Cell> callee(Cell cell) {
    return cell.node().callees().stream().findFirst().flatMap(this::of);
  }
}
