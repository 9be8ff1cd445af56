package dev.fiberscope.engine;

import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;

/**
 * Decodes messages whose bytes are all there, without a fiber, a pool or an event. Keeps one decode
 * stack, so it is for one thread at a time.
 */
public final class SliceDecoder {
  private final WireConfig config;
  private final DecodeStack stack = DecodeStack.unpooled();

  public SliceDecoder(WireConfig config) {
    this.config = config;
  }

  /**
   * Decodes one message from the beginning of {@code bytes}.
   *
   * @throws DecodeException with offset, path and decoder stack
   */
  public <T> T decode(Decodable<T> type, byte[] bytes) {
    try {
      return type.decode(new Decoder(WireReader.over(config, bytes), stack));
    } catch (DecodeException problem) {
      throw problem.in(stack.path(), stack.snapshot());
    } finally {
      stack.clear();
    }
  }
}
