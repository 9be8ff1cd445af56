package dev.fiberscope.app.message;

import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.engine.replay.QuickRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The messages of one payload.
 *
 * @param frames where they lie, in their order
 * @param problem why there are no more, though bytes are left; empty if none are
 */
public record Messages(Framing framing, List<Frame> frames, Optional<String> problem) {
  /** More than anybody looks through. */
  private static final int MOST = 1_000_000;

  /** Finds the messages. Those that lie one after the other are decoded for that. */
  public static Messages of(byte[] bytes, Framing framing, MessageTypes types) {
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (frames.size() == MOST) {
        return new Messages(
            framing, frames, Optional.of("there are more than " + MOST + " messages"));
      }
      Optional<Frame> frame =
          framing == Framing.ROW ? decoded(bytes, at, types) : framing.next(bytes, at);
      if (frame.isEmpty()) {
        return new Messages(framing, frames, Optional.of(problem(bytes, framing, at)));
      }
      frames.add(frame.get());
      at = frame.get().to();
    }
    return new Messages(framing, frames, Optional.empty());
  }

  /**
   * Finds out what stands before the messages, also if some are damaged or the last one is cut.
   * Lengths that lead to the end exactly are no chance; else messages that fill the bytes one after
   * the other are likelier than lengths that break off.
   */
  public static Messages guess(byte[] bytes, MessageTypes types) {
    Messages cut = null;
    long mostOfCut = 1;
    for (Framing framing : Framing.values()) {
      if (framing == Framing.ROW) {
        continue;
      }
      Messages framed = of(bytes, framing, types);
      long fitting = framed.frames().stream().filter(each -> fits(bytes, each, types)).count();
      boolean exact = framed.problem().isEmpty();
      if (exact && fitting > 0 && 2 * fitting > framed.frames().size()) {
        return framed;
      }
      if (!exact && fitting > mostOfCut && fitting == framed.frames().size()) {
        cut = framed;
        mostOfCut = fitting;
      }
    }
    Messages row = of(bytes, Framing.ROW, types);
    boolean filled =
        row.problem().isEmpty()
            && !row.frames().isEmpty()
            && fits(bytes, row.frames().getLast(), types);
    return filled || cut == null ? row : cut;
  }

  private static boolean fits(byte[] bytes, Frame frame, MessageTypes types) {
    byte[] message = Arrays.copyOfRange(bytes, frame.from(), frame.to());
    QuickRead read = read(message, 0, types);
    return read.whole() && read.consumed() == message.length;
  }

  private static QuickRead read(byte[] bytes, int from, MessageTypes types) {
    return QuickRead.of(
        types.schema(),
        types.config(),
        bytes,
        from,
        Integer.MAX_VALUE,
        () -> !Thread.currentThread().isInterrupted());
  }

  private static Optional<Frame> decoded(byte[] bytes, int at, MessageTypes types) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    QuickRead read = read(bytes, at, types);
    // One that breaks is shown as well; nothing behind it can be found.
    int to = read.whole() ? at + (int) read.consumed() : bytes.length;
    return read.whole() && read.consumed() == 0 ? Optional.empty() : Optional.of(new Frame(at, to));
  }

  private static String problem(byte[] bytes, Framing framing, int at) {
    String left = (bytes.length - at) + " bytes from offset " + at;
    return framing == Framing.ROW
        ? "a message takes no bytes, so the " + left + " cannot be divided"
        : "the length at offset " + at + " does not lie within the " + left;
  }
}
