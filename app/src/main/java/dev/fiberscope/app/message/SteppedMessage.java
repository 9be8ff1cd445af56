package dev.fiberscope.app.message;

import dev.fiberscope.engine.replay.Divergence;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import java.util.List;
import java.util.Optional;

/**
 * A message that can be stepped through, recorded or given.
 *
 * @param type the root type's name
 * @param bytes the message as far as it is there
 * @param replay empty if nobody knows how it was decoded, see {@code without}
 * @param without why there is no replay, in a sentence; else empty
 * @param byHand whether a class path may help, because its decoder is written by hand
 * @param notes what people should know of it, in sentences
 * @param recorded when and where it was decoded; empty if somebody gave the bytes
 */
public record SteppedMessage(
    String type,
    WireConfig config,
    byte[] bytes,
    Optional<Replay> replay,
    String without,
    boolean byHand,
    List<String> notes,
    Optional<Recorded> recorded) {

  /**
   * What a recording knows of a decode.
   *
   * @param row of the decode, {@code thread} of its fiber
   * @param start ns since the session began, {@code end} likewise
   * @param waits its suspensions in their order
   * @param chunks what arrived of the message, with the times
   * @param stack the decode stack it used
   * @param divergence where the replay does something else
   * @param compared whether the whole decode could be compared with its replay
   * @param outcome how it ended, in words
   * @param good false if it failed
   */
  public record Recorded(
      int row,
      int thread,
      String fiber,
      long start,
      long end,
      List<Wait> waits,
      List<MessageChunk> chunks,
      Optional<StackCard> stack,
      Optional<Divergence> divergence,
      boolean compared,
      String outcome,
      boolean good) {}

  /** The decode stack of a decode, from its pool. */
  public record StackCard(long id, boolean fromPool, int capacity, int highWater) {}

  /**
   * A suspension.
   *
   * @param row in the session
   * @param resumed when it was over, at most the session's end
   * @param turn true if it waited for its turn rather than for bytes
   * @param wanted bytes that were missing
   * @param arrived bytes of the message that had arrived
   * @param step the step that waited; {@link Replay#NONE} if there is no replay
   * @param frames the decoder stack as it was recorded
   */
  public record Wait(
      int row,
      long time,
      long resumed,
      boolean turn,
      long offset,
      int wanted,
      long arrived,
      long step,
      String frames) {}

  /** The suspensions; none if it was not recorded. */
  public List<Wait> waits() {
    return recorded.map(Recorded::waits).orElse(List.of());
  }

  /** How many steps there are. */
  public long steps() {
    return replay.map(Replay::steps).orElse(0L);
  }

  /** How many waits are over when a step is done. */
  private int over(long position) {
    List<Wait> waits = waits();
    int over = 0;
    while (over < waits.size() && waits.get(over).step() <= position) {
      over++;
    }
    return over;
  }

  /**
   * How many bytes had arrived.
   *
   * @param waiting which suspension lasts, or -1
   */
  public long arrived(long position, int waiting) {
    if (recorded.isEmpty()) {
      return bytes.length;
    }
    List<Wait> waits = waits();
    boolean lacks = waiting >= 0 && !waits.get(waiting).turn();
    if (lacks) {
      return waits.get(waiting).arrived();
    }
    // What waited for its turn was there, though nobody had looked at it.
    long time = time(position, waiting);
    long there = replay.map(each -> each.at(position).offset()).orElse(0L);
    for (MessageChunk chunk : recorded.get().chunks()) {
      if (chunk.time() <= time) {
        there = Math.max(there, chunk.from() + chunk.bytes().length);
      }
    }
    return Math.min(there, bytes.length);
  }

  /**
   * When a step was done: exact where it waits, else somewhere between two suspensions, as far as
   * the steps between them are.
   */
  public long time(long position, int waiting) {
    Recorded known = recorded.orElseThrow();
    if (waiting >= 0) {
      return known.waits().get(waiting).time();
    }
    Stretch stretch = stretch(over(position));
    double share = (position - stretch.first + 0.5) / (stretch.last - stretch.first + 1.0);
    return stretch.from + (long) ((stretch.to - stretch.from) * Math.clamp(share, 0, 1));
  }

  /** Time between two suspensions, and the steps that were done in it. */
  private record Stretch(long from, long to, long first, long last) {}

  private Stretch stretch(int number) {
    Recorded known = recorded.orElseThrow();
    List<Wait> waits = known.waits();
    boolean isFirst = number == 0;
    boolean isLast = number == waits.size();
    return new Stretch(
        isFirst ? known.start() : waits.get(number - 1).resumed(),
        isLast ? known.end() : waits.get(number).time(),
        isFirst ? 0 : waits.get(number - 1).step(),
        isLast ? steps() : Math.max(0, waits.get(number).step() - 1));
  }

  /** A place in a decode: a position, and which suspension lasts there, or -1. */
  public record Place(long position, int waiting) {}

  /** Where the decode was at a time. */
  public Place at(long time) {
    List<Wait> waits = waits();
    for (int i = 0; i < waits.size(); i++) {
      Wait wait = waits.get(i);
      if (time < wait.time()) {
        return new Place(within(stretch(i), time), -1);
      }
      if (time < wait.resumed()) {
        return new Place(wait.step(), i);
      }
    }
    return new Place(within(stretch(waits.size()), time), -1);
  }

  private static long within(Stretch stretch, long time) {
    double share = (time - stretch.from) / (double) Math.max(1, stretch.to - stretch.from);
    // Two suspensions within one step have none between them.
    long steps = Math.max(1, stretch.last - stretch.first + 1);
    return stretch.first + Math.clamp((long) (share * steps), 0, steps - 1);
  }
}
