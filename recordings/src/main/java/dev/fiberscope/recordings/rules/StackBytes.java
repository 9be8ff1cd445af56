package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import java.util.HashMap;
import java.util.Map;

/** How much memory decode stacks take outside of the heap. */
public final class StackBytes {
  /** A frame is four ints. */
  private static final long FRAME_BYTES = 16;

  /** A stack has memory for so many frames until a decode is deeper, then for all. */
  private static final int FIRST_FRAMES = 16;

  private StackBytes() {}

  /**
   * Bytes of a stack.
   *
   * @param highWaterFrames the most frames that were open on it
   */
  public static long of(int frameCapacity, int highWaterFrames) {
    int frames = highWaterFrames > FIRST_FRAMES ? frameCapacity : FIRST_FRAMES;
    return Math.min(frames, Math.max(frameCapacity, FIRST_FRAMES)) * FRAME_BYTES;
  }

  /** Bytes of a stack on average, as far as stacks were given back. */
  static double mean(PoolTable pool) {
    Map<Long, Long> bytes = new HashMap<>();
    for (int row = 0; row < pool.uses(); row++) {
      StackUse use = pool.use(row);
      if (use.isReleased()) {
        bytes.merge(use.stack(), of(use.frameCapacity(), use.highWaterFrames()), Math::max);
      }
    }
    return bytes.values().stream().mapToLong(Long::longValue).average().orElse(0);
  }
}
