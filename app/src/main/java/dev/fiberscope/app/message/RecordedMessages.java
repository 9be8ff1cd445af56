package dev.fiberscope.app.message;

import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.message.SteppedMessage.StackCard;
import dev.fiberscope.app.message.SteppedMessage.Wait;
import dev.fiberscope.engine.replay.Divergence;
import dev.fiberscope.engine.replay.HandReplay;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Format;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/** Takes a decode's bytes out of a session and replays them. */
public final class RecordedMessages {
  /** As much as the engine reads of one message. */
  private static final long MOST_BYTES = 1L << 26;

  /** Finds the class of a hand-written decoder. */
  @FunctionalInterface
  public interface HandDecoders {
    /** Empty if its class is not known. */
    Optional<Decodable<?>> find(String className);
  }

  private final Map<Format, Schema> schemas = new ConcurrentHashMap<>();
  private final HandDecoders handDecoders;

  public RecordedMessages(HandDecoders handDecoders) {
    this.handDecoders = handDecoders;
  }

  /** How many bytes the recording has of a decode's message, at most. */
  public static long size(Session session, SessionIndex index, int row) {
    Decode decode = session.decodes().get(row);
    return decode.outcome() == Outcome.DECODED ? decode.consumed() : arrivedTo(index, decode);
  }

  private static long arrivedTo(SessionIndex index, Decode decode) {
    List<MessageChunk> chunks = chunks(index, decode);
    return chunks.isEmpty() ? 0 : chunks.getLast().from() + chunks.getLast().bytes().length;
  }

  private static List<MessageChunk> chunks(SessionIndex index, Decode decode) {
    long most =
        decode.outcome() == Outcome.DECODED ? Math.min(decode.consumed(), MOST_BYTES) : MOST_BYTES;
    // What arrives behind a decode that failed belongs to nobody knows which message.
    boolean ended = decode.outcome() == Outcome.FAILED || decode.outcome() == Outcome.CANCELLED;
    long until = ended ? decode.end() : Long.MAX_VALUE;
    return index.arrived(decode, until, most);
  }

  /**
   * The message of a decode.
   *
   * @param goOn told how many bytes have been replayed; false cancels
   */
  public SteppedMessage of(Session session, SessionIndex index, int row, LongPredicate goOn) {
    Decode decode = session.decodes().get(row);
    List<MessageChunk> arrived = chunks(index, decode);
    long most = decode.outcome() == Outcome.DECODED ? decode.consumed() : MOST_BYTES;
    byte[] bytes = joined(arrived, most);
    List<MessageChunk> chunks =
        arrived.stream().filter(chunk -> chunk.from() < bytes.length).toList();
    WireConfig config = config(decode.format());
    List<String> notes = new ArrayList<>();
    // Of what failed nobody knows how much there was.
    boolean whole = decode.outcome() != Outcome.DECODED || bytes.length == decode.consumed();
    if (!whole) {
      notes.add(
          "The recording has "
              + Numbers.bytes(bytes.length)
              + " of the "
              + Numbers.bytes(decode.consumed())
              + " of this message.");
    }
    boolean started = bytes.length > 0 || decode.outcome() == Outcome.OPEN;
    Replayed replayed =
        started
            ? replay(decode.format(), config, bytes, notes, goOn)
            : Replayed.not("The recording has no bytes of this message.");
    List<Wait> waits = waits(session, index, decode, replayed.replay());
    Optional<Divergence> divergence =
        replayed
            .replay()
            .flatMap(replay -> divergence(replay, decode, waits, whole && bytes.length > 0));
    Recorded recorded =
        new Recorded(
            row,
            decode.thread(),
            decode.thread() < 0 ? "" : session.threads().name(decode.thread()),
            decode.start(),
            decode.end(),
            waits,
            chunks,
            session
                .pool()
                .useOf(row)
                .map(
                    use ->
                        new StackCard(
                            use.stack(), use.hit(), use.frameCapacity(), use.highWaterFrames())),
            divergence,
            whole && bytes.length > 0 && ended(decode),
            outcome(decode, waits),
            decode.outcome() == Outcome.DECODED || decode.outcome() == Outcome.OPEN);
    return new SteppedMessage(
        decode.format().type(),
        config,
        bytes,
        replayed.replay(),
        replayed.without(),
        replayed.byHand(),
        notes,
        Optional.of(recorded));
  }

  private record Replayed(Optional<Replay> replay, String without, boolean byHand) {
    static Replayed of(Replay replay) {
      return new Replayed(Optional.of(replay), "", false);
    }

    static Replayed not(String why) {
      return new Replayed(Optional.empty(), why, false);
    }
  }

  private Replayed replay(
      Format format, WireConfig config, byte[] bytes, List<String> notes, LongPredicate goOn) {
    if (format.equals(Format.UNKNOWN)) {
      return Replayed.not("What it decodes was not recorded: the recording began later.");
    }
    if (!format.schema().isEmpty()) {
      try {
        Schema schema =
            schemas.computeIfAbsent(
                format, each -> RustSchema.parse(each.schema(), Optional.of("Root")));
        return Replayed.of(SchemaReplay.of(schema, config, bytes, goOn));
      } catch (SchemaException wrong) {
        return Replayed.not("Its types cannot be read: " + wrong.getMessage() + ".");
      }
    }
    Optional<Decodable<?>> decoder = handDecoders.find(format.type());
    if (decoder.isEmpty()) {
      return new Replayed(
          Optional.empty(),
          "Its decoder, "
              + format.type()
              + ", is written by hand. To step through it, choose the class path that has it.",
          true);
    }
    try {
      HandReplay replay = HandReplay.of(decoder.get(), config, bytes);
      replay.crash().ifPresent(crash -> notes.add("The decoder threw " + crash + "."));
      return Replayed.of(replay);
    } catch (CancellationException tooLong) {
      return Replayed.not(String.valueOf(tooLong.getMessage()));
    } catch (LinkageError incomplete) {
      return Replayed.not("Its decoder cannot be run: " + incomplete + ".");
    }
  }

  private static WireConfig config(Format format) {
    try {
      return WireConfig.parse(format.config());
    } catch (IllegalArgumentException unknown) {
      return WireConfig.standard();
    }
  }

  /** The bytes up to the first that is missing. */
  private static byte[] joined(List<MessageChunk> chunks, long most) {
    long end = 0;
    for (MessageChunk chunk : chunks) {
      if (chunk.from() > end) {
        break;
      }
      end = Math.max(end, chunk.from() + chunk.bytes().length);
    }
    byte[] bytes = new byte[(int) Math.min(end, most)];
    for (MessageChunk chunk : chunks) {
      if (chunk.from() < bytes.length) {
        int from = (int) chunk.from();
        System.arraycopy(
            chunk.bytes(), 0, bytes, from, Math.min(chunk.bytes().length, bytes.length - from));
      }
    }
    return bytes;
  }

  private static List<Wait> waits(
      Session session, SessionIndex index, Decode decode, Optional<Replay> replay) {
    return IntStream.of(index.suspensions(decode.row()))
        .mapToObj(session.suspensions()::get)
        .map(row -> wait(row, session.duration(), replay))
        .toList();
  }

  private static Wait wait(Suspension row, long sessionEnd, Optional<Replay> replay) {
    return new Wait(
        row.row(),
        row.time(),
        Math.min(row.resumed(), sessionEnd),
        row.isTurn(),
        row.offset(),
        row.wanted(),
        row.arrived(),
        replay.map(each -> step(each, row)).orElse(Replay.NONE),
        row.frames());
  }

  /** The step that waits; the last one where the replay was at its end already. */
  private static long step(Replay replay, Suspension row) {
    long step = Divergence.waitingStep(replay, row.arrived());
    return step == Replay.NONE ? replay.steps() : step;
  }

  private static Optional<Divergence> divergence(
      Replay replay, Decode decode, List<Wait> waits, boolean whole) {
    List<Divergence.Suspended> suspended =
        waits.stream()
            .filter(wait -> wait.arrived() <= replay.bytes().length)
            .map(wait -> new Divergence.Suspended(wait.arrived(), wait.frames()))
            .toList();
    // Neither follows from the bytes.
    boolean broken =
        decode.error().startsWith("the input failed")
            || decode.error().startsWith("the decode stack's guard");
    Optional<Divergence.Ended> end =
        ended(decode) && whole && !broken
            ? Optional.of(
                new Divergence.Ended(decode.outcome() == Outcome.DECODED, decode.consumed()))
            : Optional.empty();
    return Divergence.first(replay, suspended, end);
  }

  private static boolean ended(Decode decode) {
    return decode.outcome() == Outcome.DECODED || decode.outcome() == Outcome.FAILED;
  }

  private static String outcome(Decode decode, List<Wait> waits) {
    String took = Times.duration(decode.end() - decode.start());
    return switch (decode.outcome()) {
      case DECODED -> "decoded, " + Numbers.bytes(decode.consumed()) + " in " + took;
      case FAILED -> "failed: " + decode.error();
      case CANCELLED -> "cancelled after " + took;
      case OPEN ->
          !waits.isEmpty() && waits.getLast().resumed() >= decode.end()
              ? "still suspended at the end of what is recorded"
              : "still running when the recording ended";
    };
  }
}
