package dev.fiberscope.engine.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Copies of a walk's state at even distances, from which what lies between is taken again. There
 * are never more than a few thousand: when there are too many every other one goes.
 */
final class Keyframes {
  private static final int MOST = 8_192;
  private static final int FIRST_DISTANCE = 64;

  private final List<WalkState> kept = new ArrayList<>();
  private long distance = FIRST_DISTANCE;

  Keyframes(WalkState beginning) {
    kept.add(beginning.copy());
  }

  /** Told of every step in turn. */
  void passed(WalkState state) {
    if (state.position % distance != 0) {
      return;
    }
    if (kept.size() == MOST) {
      distance *= 2;
      kept.removeIf(frame -> frame.position % distance != 0);
      if (state.position % distance != 0) {
        return;
      }
    }
    kept.add(state.copy());
  }

  /** The last keyframe up to a position. */
  WalkState upTo(long position) {
    return kept.get((int) Math.min(kept.size() - 1L, position / distance));
  }

  /**
   * The last keyframe for which something holds that holds up to some keyframe and then no more.
   */
  WalkState last(Predicate<WalkState> holds) {
    int low = 0;
    int high = kept.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds.test(kept.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return kept.get(Math.max(0, low - 1));
  }

  int count() {
    return kept.size();
  }
}
