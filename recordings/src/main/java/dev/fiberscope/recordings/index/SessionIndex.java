package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.LongIntHashMap;
import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.ArrivalTable.Arrival;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The joins of a session: from a fiber to its decodes, their suspensions and their bytes. */
public final class SessionIndex {
  /**
   * Bytes of one message that arrived together.
   *
   * @param from byte of the message that the first of {@code bytes} is
   * @param time ns since the session began
   */
  public record MessageChunk(long from, long time, byte[] bytes) {}

  private static final int NO_INPUT = -1;

  private final Session session;
  private final RowsByKey decodesOfThread;
  private final RowsByKey suspensionsOfDecode;
  private final RowsByKey wakesOfThread;
  private final RowsByKey wakesByThread;
  private final RowsByKey wakeSitesOfThread;
  private final RowsByKey pinsOfThread;
  private final Sites sites;
  private final FrameNames frameNames;
  private final LongIntHashMap numberOfInput = new LongIntHashMap();
  private final RowsByKey arrivalsOfInput;

  public SessionIndex(Session session) {
    this.session = session;
    Storage storage = session.storage();
    int threads = session.threads().count();
    DecodeTable decodes = session.decodes();
    decodesOfThread =
        new RowsByKey(storage, threads, decodes.count(), decodes::thread, decodes::start);
    SuspensionTable suspensions = session.suspensions();
    suspensionsOfDecode =
        new RowsByKey(
            storage, decodes.count(), suspensions.count(), suspensions::decode, suspensions::time);
    wakesOfThread = session.wakes().byThread(storage, threads);
    wakesByThread = session.wakes().byWaker(storage, threads);
    wakeSitesOfThread = session.wakeSites().byThread(storage, threads);
    pinsOfThread = session.pins().byThread(storage, threads);
    sites = new Sites(session, pinsOfThread);
    frameNames = new FrameNames(session);
    ArrivalTable arrivals = session.arrivals();
    for (int row = 0; row < arrivals.count(); row++) {
      numberOfInput.putIfAbsent(arrivals.input(row), numberOfInput.size());
    }
    arrivalsOfInput =
        new RowsByKey(
            storage,
            numberOfInput.size(),
            arrivals.count(),
            row -> numberOfInput.get(arrivals.input(row)),
            arrivals::time);
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

  /** The last wake-up of a fiber between two times, both included. */
  public Optional<Wake> lastWake(int thread, long from, long to) {
    int place = thread < 0 ? -1 : wakesOfThread.lastUpTo(thread, to);
    return place < 0 || place < wakesOfThread.first(thread)
        ? Optional.empty()
        : Optional.of(session.wakes().get(wakesOfThread.row(place)))
            .filter(wake -> wake.time() >= from);
  }

  /** The wake-ups that a thread made from a time on up to another one, so many at most. */
  public List<Wake> wakesBy(int thread, long from, long to, int most) {
    List<Wake> wakes = new ArrayList<>();
    if (thread < 0) {
      return wakes;
    }
    int end = wakesByThread.first(thread + 1);
    int place = Math.max(wakesByThread.first(thread), wakesByThread.lastUpTo(thread, from - 1) + 1);
    for (; place < end && wakes.size() < most; place++) {
      Wake wake = session.wakes().get(wakesByThread.row(place));
      if (wake.time() > to) {
        break;
      }
      wakes.add(wake);
    }
    return wakes;
  }

  /** Where who woke a fiber was then: a stack trace, or {@link StackTraceTable#NONE}. */
  public int stackTraceOf(Wake wake) {
    int waker = wake.waker();
    if (waker < 0) {
      return StackTraceTable.NONE;
    }
    int place = wakeSitesOfThread.lastUpTo(waker, wake.time());
    if (place < wakeSitesOfThread.first(waker)) {
      return StackTraceTable.NONE;
    }
    int row = wakeSitesOfThread.row(place);
    return session.wakeSites().end(row) >= wake.time()
        ? session.wakeSites().stackTrace(row)
        : StackTraceTable.NONE;
  }

  /** How many wake-ups a thread made. */
  public int wakeCountBy(int thread) {
    return wakesByThread.first(thread + 1) - wakesByThread.first(thread);
  }

  /** Where fibers waited. */
  public Sites sites() {
    return sites;
  }

  /** The methods in stack traces. */
  public FrameNames frameNames() {
    return frameNames;
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
    for (int row : arrivalsOfInput.rows(numberOfInput.getOrDefault(decode.input(), NO_INPUT))) {
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
