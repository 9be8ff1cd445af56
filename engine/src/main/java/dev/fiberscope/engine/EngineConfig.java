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
  /** bincode's {@code standard()}, 64 frames, 8,192 idle stacks. */
  public static EngineConfig standard() {
    return new EngineConfig(WireConfig.standard(), 64, 8_192);
  }
}
