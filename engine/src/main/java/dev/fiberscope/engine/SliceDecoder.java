package dev.fiberscope.engine;

import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;

/**
 * Decodes messages whose bytes are all there, without a fiber, a pool or an event. Keeps what it
 * decodes with, so it is for one thread at a time.
 */
public final class SliceDecoder {
  private static final byte[] NOTHING = {};

  private final DecodeStack stack = DecodeStack.unpooled();
  private final WireReader wire;
  private final Decoder in;

  public SliceDecoder(WireConfig config) {
    wire = WireReader.over(config, NOTHING);
    in = new Decoder(wire, stack);
  }

  /**
   * Decodes one message from the beginning of {@code bytes}.
   *
   * @throws DecodeException with offset, path and decoder stack
   */
  public <T> T decode(Decodable<T> type, byte[] bytes) {
    try {
      wire.begin(bytes);
      in.begin();
      return type.decode(in);
    } catch (DecodeException problem) {
      throw problem.in(stack.path(), stack.snapshot());
    } finally {
      stack.clear();
    }
  }
}
