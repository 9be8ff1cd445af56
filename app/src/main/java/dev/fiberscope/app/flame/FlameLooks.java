package dev.fiberscope.app.flame;

import dev.fiberscope.app.flame.FlamePlan.Cell;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.index.FlameNode;

/** How the frames of a flame graph look, and what is told of one. */
public interface FlameLooks {
  /** The colour of a frame. */
  Role role(Cell cell);

  /** How much of that colour it has, from 0 (none, it is grey) to 1. */
  default double strength(Cell cell) {
    return 1;
  }

  /** What a frame's weight says. */
  String told(FlameNode node);
}
