package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.math.BigInteger;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What comes out if bytes are read in some way, without keeping any of it.
 *
 * @param whole true if the message was read to its end
 * @param consumed bytes read, up to the error if there was one
 * @param odd how odd the values are, from 0: control characters in text, numbers beyond use
 */
public record QuickRead(boolean whole, long consumed, int odd) {
  private static final int STEPS_BETWEEN_LOOKS = 1 << 14;
  private static final int WIDE_BITS = 56;
  private static final int ODD = 4;
  private static final double SMALL = 1e-30;
  private static final double LARGE = 1e30;

  /**
   * Reads one message.
   *
   * @param from where it begins
   * @param mostSteps behind which it counts as not whole
   * @param goOn asked from time to time; false makes it count as not whole
   */
  public static QuickRead of(
      Schema schema,
      WireConfig config,
      byte[] bytes,
      int from,
      int mostSteps,
      BooleanSupplier goOn) {
    int odd = 0;
    try {
      Decisions decisions =
          DecisionSearch.of(schema, config, bytes, from, _ -> goOn.getAsBoolean());
      SchemaSteps steps =
          new SchemaSteps(schema.root(), config, bytes, SchemaReplay.MOST_FRAMES, decisions)
              .from(from);
      for (int left = mostSteps; left > 0; left--) {
        if (!steps.step()) {
          return new QuickRead(true, steps.state().offset - from, odd);
        }
        odd += odd(steps.lastValue());
        if (left % STEPS_BETWEEN_LOOKS == 0 && !goOn.getAsBoolean()) {
          break;
        }
      }
      return new QuickRead(false, steps.state().offset - from, odd);
    } catch (DecodeException wrong) {
      return new QuickRead(false, wrong.offset() - from, odd);
    } catch (CancellationException stopped) {
      return new QuickRead(false, 0, odd);
    }
  }

  private static int odd(Object value) {
    return switch (value) {
      case null -> 0;
      case Long number ->
          Long.SIZE - Long.numberOfLeadingZeros(number < 0 ? ~number : number) > WIDE_BITS
              ? ODD
              : 0;
      case BigInteger number -> number.bitLength() > 2 * WIDE_BITS ? ODD : 0;
      case Float number -> odd(number.doubleValue());
      case Double number -> odd(number.doubleValue());
      case String text -> odd(text);
      default -> 0;
    };
  }

  private static int odd(double number) {
    double size = Math.abs(number);
    boolean usual = size == 0 || size > SMALL && size < LARGE;
    return usual ? 0 : ODD;
  }

  private static int odd(String text) {
    int odd = 0;
    for (int i = 0; i < text.length() && odd < 2 * ODD; i++) {
      char c = text.charAt(i);
      odd += c < ' ' && c != '\n' && c != '\r' && c != '\t' ? 2 : 0;
    }
    return odd;
  }
}
