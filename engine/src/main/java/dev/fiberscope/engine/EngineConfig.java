package dev.fiberscope.engine;

import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.wire.WireConfig;

/**
 * How an engine decodes.
 *
 * @param wire how numbers travel
 * @param frameCapacity frames a decode stack holds before its guard stops the next one
 * @param poolPolicy who shares idle decode stacks; per carrier needs what {@link
 *     dev.fiberscope.engine.fiber.Carriers#missing()} names
 * @param idleStackCap most decode stacks kept for reuse, in each pool
 * @param sliceBytes bytes a decode may read before it lets others have its carrier
 */
public record EngineConfig(
    WireConfig wire, int frameCapacity, PoolPolicy poolPolicy, int idleStackCap, int sliceBytes) {
  private static final int FRAMES = 128;
  private static final int IDLE_STACKS = 8_192;
  private static final int SLICE_BYTES = 256 * 1024;

  public EngineConfig {
    if (frameCapacity < 1 || idleStackCap < 0 || sliceBytes < 1) {
      throw new IllegalArgumentException(
          "an engine needs at least one frame and one byte a slice, and a cap of no less than 0,"
              + " not "
              + frameCapacity
              + " frames, "
              + sliceBytes
              + " bytes and a cap of "
              + idleStackCap);
    }
  }

  /** bincode's {@code standard()}, 128 frames, 8,192 idle stacks in one pool, 256 KiB a slice. */
  public static EngineConfig standard() {
    return standard(WireConfig.standard());
  }

  /** 128 frames, 8,192 idle stacks in one pool, 256 KiB a slice. */
  public static EngineConfig standard(WireConfig wire) {
    return new EngineConfig(wire, FRAMES, PoolPolicy.SHARED, IDLE_STACKS, SLICE_BYTES);
  }

  public EngineConfig withPoolPolicy(PoolPolicy policy) {
    return new EngineConfig(wire, frameCapacity, policy, idleStackCap, sliceBytes);
  }

  public EngineConfig withIdleStackCap(int cap) {
    return new EngineConfig(wire, frameCapacity, poolPolicy, cap, sliceBytes);
  }

  public EngineConfig withSliceBytes(int bytes) {
    return new EngineConfig(wire, frameCapacity, poolPolicy, idleStackCap, bytes);
  }
}
