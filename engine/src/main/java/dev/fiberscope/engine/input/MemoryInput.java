package dev.fiberscope.engine.input;

import dev.fiberscope.engine.fiber.Fiber;

/** An input whose bytes are all there. */
public final class MemoryInput implements Input {
  private final long id = InputIds.unrecorded();
  private final byte[] bytes;
  private int at;

  public MemoryInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public int poll() {
    return at == bytes.length ? -1 : bytes.length - at;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int from() {
    return at;
  }

  @Override
  public void consume(int count) {
    at += count;
  }

  @Override
  public void await(Fiber reader) {
    // There is always something to poll.
  }
}
