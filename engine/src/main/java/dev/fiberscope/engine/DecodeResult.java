package dev.fiberscope.engine;

import dev.fiberscope.engine.wire.DecodeException;

/** How a decode ended. */
public sealed interface DecodeResult {
  /**
   * @param value what {@link dev.fiberscope.engine.schema.Value} describes
   * @param consumed bytes of the message
   * @param suspensions how often it had to wait for bytes
   */
  record Decoded(Object value, long consumed, int suspensions) implements DecodeResult {}

  /**
   * @param error what was wrong, at which offset and in which field
   * @param suspensions how often it had to wait for bytes
   */
  record Failed(DecodeException error, int suspensions) implements DecodeResult {}
}
