package dev.fiberscope.app.flame;

import dev.fiberscope.app.flame.FlamePlan.Cell;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.FlameNode;
import java.util.function.LongFunction;

/**
 * Methods of the program have the colour of their class, those of the JDK stand back.
 *
 * @param weight what a weight is, with its unit
 */
record FramesByClass(LongFunction<String> weight) implements FlameLooks {
  @Override
  public Role role(Cell cell) {
    if (cell.depth() == 0) {
      return Role.PARKED;
    }
    String name = cell.node().name();
    return cell.node().isOfProgram()
        ? Role.oneOf(name.substring(0, name.lastIndexOf('.')).hashCode())
        : Role.UNKNOWN;
  }

  @Override
  public String told(FlameNode node) {
    return weight.apply(node.weight());
  }
}
