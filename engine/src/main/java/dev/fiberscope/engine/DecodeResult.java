package dev.fiberscope.engine;

import dev.fiberscope.engine.wire.DecodeError.Cancelled;
import dev.fiberscope.engine.wire.DecodeException;

/** How a decode ended. */
public sealed interface DecodeResult {
  /**
   * @param value what {@link dev.fiberscope.engine.schema.Value} describes
   * @param consumed bytes of the message
   * @param suspensions how often it gave up its carrier
   */
  record Decoded(Object value, long consumed, int suspensions) implements DecodeResult {
    @Override
    public String outcome() {
      return "decoded";
    }
  }

  /**
   * @param error what was wrong, at which offset and in which field
   * @param suspensions how often it gave up its carrier
   */
  record Failed(DecodeException error, int suspensions) implements DecodeResult {
    @Override
    public String outcome() {
      return isCancelled() ? "cancelled" : "failed";
    }

    /** True if nothing was wrong with the message: nobody wanted it any more. */
    public boolean isCancelled() {
      return error.error() instanceof Cancelled;
    }
  }

  /** {@code decoded}, {@code failed} or {@code cancelled}. */
  String outcome();
}
