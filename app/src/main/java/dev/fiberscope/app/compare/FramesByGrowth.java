package dev.fiberscope.app.compare;

import dev.fiberscope.app.flame.FlameLooks;
import dev.fiberscope.app.flame.FlamePlan.Cell;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.FlameNode;
import dev.fiberscope.recordings.text.Times;

/** What grew is red, what shrank is green, and the fuller the more; what stayed is grey. */
record FramesByGrowth() implements FlameLooks {
  @Override
  public Role role(Cell cell) {
    return cell.node().growth() > 0 ? Role.PINNED : Role.RUNNING;
  }

  @Override
  public double strength(Cell cell) {
    return Math.abs(cell.node().growth());
  }

  @Override
  public String told(FlameNode node) {
    return Times.duration(node.before())
        + " before, "
        + Times.duration(node.after())
        + " after, of all fibers together in each second";
  }
}
