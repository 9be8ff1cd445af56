package dev.fiberscope.engine.input;

import dev.fiberscope.engine.fiber.Fiber;
import java.io.IOException;

/**
 * An input whose chunks somebody delivers, such as a {@link ScriptPlayer}. One reader, one
 * deliverer.
 */
public final class ScriptedInput extends ChunkedInput {
  /**
   * A chunk arrives; a reader that waits is woken by the caller. The array is read in place and
   * must not be changed afterwards.
   */
  public void deliver(byte[] chunk) {
    arrive(chunk);
  }

  /** Nothing more will arrive. */
  public void end() {
    finish();
  }

  /** Nothing more will arrive, because the source failed. */
  public void fail(IOException why) {
    breakOff(why);
  }

  /** True while a reader waits for a chunk. */
  public boolean isAwaited() {
    return hasWaiter();
  }

  @Override
  public void await(Fiber reader) {
    if (register(reader)) {
      suspend(reader);
    }
  }

  @Override
  public boolean arrange(Fiber reader) {
    if (!register(reader)) {
      reader.resume();
    }
    return true;
  }
}
