package dev.fiberscope.recordings.index;

import static dev.fiberscope.recordings.index.RowIndex.by;

import dev.fiberscope.recordings.store.ArrivalTable.Arrival;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The joins of a session: from a fiber to its decodes, their suspensions and their bytes. */
public final class SessionIndex {
  /**
   * Bytes of one message that arrived together.
   *
   * @param from byte of the message that the first of {@code bytes} is
   * @param time ns since the session began
   */
  public record MessageChunk(long from, long time, byte[] bytes) {}

  private final Session session;
  private final RowIndex decodesOfThread;
  private final RowIndex suspensionsOfDecode;
  private final RowIndex wakesOfThread;
  private final RowIndex pinsOfThread;
  private final RowIndex arrivalsOfInput;

  public SessionIndex(Session session) {
    this.session = session;
    decodesOfThread =
        by(session.decodes().count(), session.decodes()::thread, session.decodes()::start);
    suspensionsOfDecode =
        by(
            session.suspensions().count(),
            session.suspensions()::decode,
            session.suspensions()::time);
    wakesOfThread = by(session.wakes().count(), session.wakes()::thread, session.wakes()::time);
    pinsOfThread =
        by(
            session.pins().count(),
            row -> session.pins().get(row).thread(),
            row -> session.pins().get(row).start());
    arrivalsOfInput =
        by(session.arrivals().count(), session.arrivals()::input, session.arrivals()::time);
  }

  /** Rows of the decodes that ran on a thread. */
  public int[] decodes(int thread) {
    return decodesOfThread.rows(thread);
  }

  /** Rows of the suspensions of a decode. */
  public int[] suspensions(int decode) {
    return suspensionsOfDecode.rows(decode);
  }

  /** Rows of the wake-ups of a fiber. */
  public int[] wakes(int thread) {
    return wakesOfThread.rows(thread);
  }

  /** Rows of the pins of a fiber. */
  public int[] pins(int thread) {
    return pinsOfThread.rows(thread);
  }

  /** The row of the decode that a thread was in at a time, or {@link DecodeTable#NO_DECODE}. */
  public int decodeAt(int thread, long time) {
    for (int row : decodes(thread)) {
      if (session.decodes().start(row) <= time && time <= session.decodes().end(row)) {
        return row;
      }
    }
    return DecodeTable.NO_DECODE;
  }

  /**
   * What had arrived at a time of the message that a decode reads and of what follows it on the
   * same input: chunks in order, without bytes of earlier messages.
   */
  public List<MessageChunk> arrived(Decode decode, long time) {
    List<MessageChunk> chunks = new ArrayList<>();
    for (int row : arrivalsOfInput.rows(decode.input())) {
      Arrival arrival = session.arrivals().get(row);
      long from = arrival.inputOffset() - decode.inputOffset();
      if (arrival.time() > time) {
        break;
      }
      if (from >= 0) {
        chunks.add(new MessageChunk(from, arrival.time(), arrival.bytes()));
      } else if (from + arrival.bytes().length > 0) {
        byte[] own = Arrays.copyOfRange(arrival.bytes(), (int) -from, arrival.bytes().length);
        chunks.add(new MessageChunk(0, arrival.time(), own));
      }
    }
    return chunks;
  }
}
