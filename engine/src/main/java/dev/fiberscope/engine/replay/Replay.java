package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.schema.DecodeListener;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decode run again over bytes that are all there, with every step kept.
 *
 * @param steps in order; after an error those up to it
 * @param value what came out, unless there was an error
 * @param error what was wrong, with offset, path and decoder stack
 * @param consumed bytes of the message
 */
public record Replay(
    List<Step> steps, Optional<Object> value, Optional<DecodeException> error, long consumed) {
  /** Decodes one message from the beginning of {@code bytes}. */
  public static Replay of(Schema schema, WireConfig config, byte[] bytes) {
    DecodeStack stack = DecodeStack.unpooled();
    WireReader wire = WireReader.over(config, bytes);
    Recorder recorder = new Recorder();
    try {
      Object value = schema.decode(new Decoder(wire, stack), recorder);
      return new Replay(recorder.steps, Optional.of(value), Optional.empty(), wire.offset());
    } catch (DecodeException problem) {
      DecodeException placed = problem.in(stack.path(), stack.snapshot());
      return new Replay(recorder.steps, Optional.empty(), Optional.of(placed), wire.offset());
    }
  }

  private static final class Recorder implements DecodeListener {
    private final List<Step> steps = new ArrayList<>();
    private int open;

    @Override
    public void opened(String label, Type type, long offset) {
      steps.add(new Step(Kind.OPEN, open, label, type, offset, offset, null));
      open++;
    }

    @Override
    public void read(String label, Type type, long offset, long end, Object value) {
      boolean closes = Schema.hasParts(type);
      if (closes) {
        open--;
      }
      Kind kind = closes ? Kind.CLOSE : Kind.READ;
      steps.add(new Step(kind, open, label, type, offset, end, value));
    }
  }
}
