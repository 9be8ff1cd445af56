package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.WireConfig;
import java.util.Optional;

/**
 * Reads one message. A {@link Schema} is one, a {@link RecordSchema} too, and so is any lambda that
 * reads field by field.
 */
@FunctionalInterface
public interface Decodable<T> {
  /**
   * Reads a message from its first byte to its last.
   *
   * @throws dev.fiberscope.engine.wire.DecodeException if the bytes are no such message
   */
  T decode(Decoder in);

  /**
   * The root type's name, for people; of a decoder that somebody wrote the name of its class, by
   * which it is found again to be replayed. A lambda has none.
   */
  default String typeName() {
    return getClass().isHidden() ? "hand-written" : getClass().getName();
  }

  /** The types as Rust items; empty if nobody knows them. */
  default String rustText() {
    return "";
  }

  /** Tells whether a message is all there; empty if only reading it does. */
  default Optional<Skim> skim(WireConfig config) {
    return Optional.empty();
  }
}
