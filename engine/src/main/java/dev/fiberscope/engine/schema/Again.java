package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Warning;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a part of a message at once that was read in steps before. */
public final class Again {
  /**
   * What is wrong with a part.
   *
   * @param label of the element within it
   */
  public record Refused(DecodeException problem, String label) {}

  private Again() {}

  /**
   * What only reading it as a whole shows to be wrong with it.
   *
   * @param offset byte of the message where the part begins
   * @param warned null for nobody
   */
  public static Optional<Refused> read(
      Type type, WireConfig config, byte[] bytes, long offset, Consumer<Warning> warned) {
    WireReader wire =
        WireReader.over(config.withNoLimit().withFingerprint(Fingerprint.NONE), bytes);
    wire.goTo(offset, 0);
    wire.whenWarned(warned);
    DecodeStack stack = DecodeStack.unpooled();
    try {
      new SchemaWalk(new Decoder(wire, stack)).value(type);
      return Optional.empty();
    } catch (DecodeException problem) {
      return Optional.of(new Refused(problem, stack.label()));
    }
  }
}
