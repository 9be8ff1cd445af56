package dev.fiberscope.recordings.chunk;

import java.util.Optional;
import java.util.function.Consumer;

/** Takes the events of the chunks of a file. */
@FunctionalInterface
public interface EventTaker {
  /**
   * Begins a chunk. Called in the order of the file, on any thread, and before the events of the
   * chunks before were taken.
   */
  OfChunk begin(ChunkHeader chunk, ConstantPools constants);

  /** Takes the events of one chunk. */
  @FunctionalInterface
  interface OfChunk {
    /**
     * Who takes the events of a type, if anybody does. Asked at the first of them, on any thread;
     * the answer is called on the reading thread, in the order of the file.
     */
    Optional<Consumer<EventView>> of(TypeLayout type);

    /**
     * Told in the order of the file, on the reading thread, that the JVM had flushed its buffers:
     * of what had ended a moment before, everything has been taken.
     *
     * @param ticks when, see {@link ChunkHeader#nanos}
     */
    default void flushed(long ticks) {}
  }
}
