package dev.fiberscope.engine;

import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Skim;
import dev.fiberscope.engine.wire.WireReader;
import java.io.IOException;
import java.util.Arrays;

/** The bytes of a small message, kept until all of them are there. */
final class Gathering {
  /** What is longer, or comes in more pieces, is read as it arrives. */
  static final int MOST_BYTES = 1 << 16;

  private static final int MOST_PIECES = 32;

  /** What is set aside at once for a length that is only claimed. */
  private static final int TRUSTED_BYTES = 1_024;

  private static final byte[] NOTHING = {};

  private final Skim skim;
  private final Input input;
  private byte[] bytes = NOTHING;

  /** Bytes that are here and consumed; behind them {@link #offered} that are here and are not. */
  private int kept;

  private int offered;
  private int pieces;

  /** Bytes of the message that there are at least. */
  private int needed;

  Gathering(Skim skim, Input input) {
    this.skim = skim;
    this.input = input;
  }

  /**
   * Takes what has arrived.
   *
   * @return true if the message is to be read now: it is all there, or only reading tells
   */
  boolean isReady() throws IOException {
    int there = offered > 0 ? 0 : input.poll();
    while (there > 0 && !isWhole(there)) {
      kept += there;
      input.consume(there);
      there = input.poll();
    }
    return there != 0 || offered > 0;
  }

  /** Looks at bytes that have arrived, and copies them unless they are read where they are. */
  private boolean isWhole(int there) {
    byte[] arrived = input.bytes();
    int from = input.from();
    boolean wrong = from < 0 || there > arrived.length - from;
    if (wrong || kept + there > MOST_BYTES || ++pieces > MOST_PIECES) {
      return true;
    }
    if (kept == 0) {
      int end = skim.end(arrived, from, from + there);
      if (!Skim.isMissing(end)) {
        return true;
      }
      needed = Skim.needed(end) - from;
      bytes = new byte[Math.max(2 * there, Math.min(needed, TRUSTED_BYTES) + there)];
    } else if (kept + there > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (kept + there));
    }
    System.arraycopy(arrived, from, bytes, kept, there);
    if (kept == 0 || kept + there < needed) {
      return false;
    }
    int end = skim.end(bytes, 0, kept + there);
    if (Skim.isMissing(end)) {
      needed = Skim.needed(end);
      return false;
    }
    offered = there;
    return true;
  }

  /**
   * Shows a reader what was kept.
   *
   * @return bytes of it that the input has not been told of
   */
  int show(WireReader reader) {
    if (kept + offered > 0) {
      reader.show(bytes, 0, kept + offered);
    }
    return offered;
  }
}
