package dev.fiberscope.engine.hazard;

import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.input.Input;
import java.io.IOException;

/** An input that takes all of a chunk for read: what lies behind the message is lost. */
final class GreedyInput implements Input {
  private final Input whole;
  private int shown;

  GreedyInput(Input whole) {
    this.whole = whole;
  }

  @Override
  public long id() {
    return whole.id();
  }

  @Override
  public long position() {
    return whole.position();
  }

  @Override
  public int poll() throws IOException {
    shown = whole.poll();
    return shown;
  }

  @Override
  public byte[] bytes() {
    return whole.bytes();
  }

  @Override
  public int from() {
    return whole.from();
  }

  @Override
  public void consume(int count) {
    if (count > 0) {
      whole.consume(Math.max(count, shown));
    }
  }

  @Override
  public void await(Fiber reader) {
    whole.await(reader);
  }
}
