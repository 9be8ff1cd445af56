package dev.fiberscope.engine.input;

import dev.fiberscope.engine.fiber.Fiber;
import java.io.IOException;

/**
 * Where the bytes of messages come from, one message after the other. One decode reads at a time,
 * in place; bytes it did not consume stay here and belong to the next message.
 */
public interface Input {
  /** Unique within this JVM. */
  long id();

  /** Bytes consumed: where the next message starts. */
  long position();

  /**
   * Looks for bytes that have arrived and are not consumed. Never waits.
   *
   * @return how many lie in {@link #bytes} behind {@link #from}, 0 if none has arrived yet, -1 if
   *     there will be no more
   * @throws IOException if the source failed
   */
  int poll() throws IOException;

  /** Where the bytes are that {@link #poll} found. The reader does not change them. */
  byte[] bytes();

  /** Index of the first of them. */
  int from();

  /** Tells that the first {@code count} of them were read. */
  void consume(int count);

  /**
   * Suspends the calling fiber until {@link #poll} would give something; it may return early.
   *
   * @throws dev.fiberscope.engine.fiber.FiberCancelled if the fiber was cancelled
   */
  void await(Fiber reader);

  /**
   * Has a fiber resumed when {@link #poll} would give something, without waiting for it; it may be
   * resumed early.
   *
   * @return false if this input can only {@link #await}
   */
  default boolean arrange(Fiber reader) {
    return false;
  }

  /** The fiber that was to be resumed looks by itself now. */
  default void forget() {
    // Nothing was arranged.
  }
}
