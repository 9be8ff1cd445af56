package dev.fiberscope.app.message;

import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.engine.replay.QuickRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** Finds out what stands before the messages: the first that leads to the end of the bytes. */
  public static Messages guess(byte[] bytes, MessageTypes types) {
    for (Framing framing : Framing.values()) {
      if (framing == Framing.ROW) {
        continue;
      }
      Optional<List<Frame>> frames = framing.frames(bytes);
      if (frames.isPresent() && frames.get().stream().allMatch(each -> fits(bytes, each, types))) {
        return new Messages(framing, frames.get(), Optional.empty());
      }
    }
    return of(bytes, Framing.ROW, types);
  }

  private static boolean fits(byte[] bytes, Frame frame, MessageTypes types) {
    byte[] message = Arrays.copyOfRange(bytes, frame.from(), frame.to());
    QuickRead read = QuickRead.of(types.schema(), types.config(), message, Integer.MAX_VALUE);
    return read.whole() && read.consumed() == message.length;
  }

  private static Optional<Frame> decoded(byte[] bytes, int at, MessageTypes types) {
    byte[] rest = at == 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length);
    QuickRead read = QuickRead.of(types.schema(), types.config(), rest, Integer.MAX_VALUE);
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
