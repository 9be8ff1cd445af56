package dev.fiberscope.engine;

import dev.fiberscope.engine.wire.WireConfig;

/**
 * How an engine decodes.
 *
 * @param wire how numbers travel
 * @param frameCapacity frames a decode stack holds before its guard stops the next one
 * @param idleStackCap most decode stacks kept for reuse
 */
public record EngineConfig(WireConfig wire, int frameCapacity, int idleStackCap) {
  private static final int FRAMES = 128;
  private static final int IDLE_STACKS = 8_192;

  /** bincode's {@code standard()}, 128 frames, 8,192 idle stacks. */
  public static EngineConfig standard() {
    return standard(WireConfig.standard());
  }

  /** 128 frames, 8,192 idle stacks. */
  public static EngineConfig standard(WireConfig wire) {
    return new EngineConfig(wire, FRAMES, IDLE_STACKS);
  }
}
