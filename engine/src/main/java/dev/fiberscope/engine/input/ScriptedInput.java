package dev.fiberscope.engine.input;

import dev.fiberscope.engine.fiber.Fiber;
import java.io.IOException;

/**
 * An input whose chunks somebody delivers, such as a {@link ScriptPlayer}. One reader, one
 * deliverer.
 */
public final class ScriptedInput implements Input {
  private final ChunkQueue chunks = new ChunkQueue();

  /**
   * A chunk arrives; a reader that waits is woken by the caller. The array is read in place and
   * must not be changed afterwards.
   */
  public void deliver(byte[] chunk) {
    chunks.deliver(chunk);
  }

  /** Nothing more will arrive. */
  public void end() {
    chunks.end();
  }

  /** Nothing more will arrive, because the source failed. */
  public void fail(IOException why) {
    chunks.fail(why);
  }

  /** True while a reader waits for a chunk. */
  public boolean isAwaited() {
    return chunks.isAwaited();
  }

  @Override
  public long id() {
    return chunks.id();
  }

  @Override
  public long position() {
    return chunks.position();
  }

  @Override
  public int poll() throws IOException {
    return chunks.poll();
  }

  @Override
  public byte[] bytes() {
    return chunks.bytes();
  }

  @Override
  public int from() {
    return chunks.from();
  }

  @Override
  public void consume(int count) {
    chunks.consume(count);
  }

  @Override
  public void await(Fiber reader) {
    chunks.await(reader);
  }
}
