package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.LongIntHashMap;
import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.ArrivalTable.Arrival;
import dev.fiberscope.recordings.store.BlockerTable.Blocker;
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
import java.util.stream.IntStream;

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

  /** Decodes that began before another one on the same thread and may end behind it. */
  private static final int DEEPEST = 8;

  private final Session session;
  private final RowsByKey decodesOfThread;
  private final RowsByKey suspensionsOfDecode;
  private final Lazy<RowsByKey> wakesOfThread;
  private final Lazy<RowsByKey> wakesByThread;
  private final Lazy<RowsByKey> wakeSitesOfThread;
  private final Lazy<RowsByKey> blockersOfThread;
  private final Lazy<Samples> samples;
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
    wakesOfThread = new Lazy<>(() -> session.wakes().byThread(storage, threads));
    wakesByThread = new Lazy<>(() -> session.wakes().byWaker(storage, threads));
    wakeSitesOfThread = new Lazy<>(() -> session.wakeSites().byThread(storage, threads));
    blockersOfThread = new Lazy<>(() -> session.blockers().byThread(storage, threads));
    samples = new Lazy<>(() -> new Samples(session));
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

  /**
   * Makes what is otherwise made when it is asked for: a session that grows is seldom asked before
   * the next one is there.
   */
  public SessionIndex prepared() {
    wakesOfThread.get();
    wakesByThread.get();
    wakeSitesOfThread.get();
    samples.get();
    return this;
  }

  /** What a fiber was parked on in a span, if the agent told. */
  public Optional<Blocker> blockerOf(int span) {
    long left = session.spans().start(span);
    int thread = session.spans().track(span);
    int place = blockersOfThread.get().lastUpTo(thread, left);
    if (place < blockersOfThread.get().first(thread)) {
      return Optional.empty();
    }
    int row = blockersOfThread.get().row(place);
    return session.blockers().time(row) == left
        ? Optional.of(session.blockers().get(row))
        : Optional.empty();
  }

  /** Rows of the decodes that ran on a thread. */
  public int[] decodes(int thread) {
    return decodesOfThread.rows(thread);
  }

  /** Rows of the suspensions of a decode. */
  public int[] suspensions(int decode) {
    return suspensionsOfDecode.rows(decode);
  }

  /** Wake-ups of a fiber about a time: so many at most before it, and so many behind. */
  public List<Wake> wakesAround(int thread, long time, int most) {
    return around(wakesOfThread.get(), thread, time, most);
  }

  /** Wake-ups that a thread made about a time: so many at most before it, and so many behind. */
  public List<Wake> wakesByAround(int thread, long time, int most) {
    return around(wakesByThread.get(), thread, time, most);
  }

  private List<Wake> around(RowsByKey rows, int thread, long time, int most) {
    return IntStream.of(rows.around(thread, time, most)).mapToObj(session.wakes()::get).toList();
  }

  /** The last wake-up of a fiber between two times, both included. */
  public Optional<Wake> lastWake(int thread, long from, long to) {
    int place = thread < 0 ? -1 : wakesOfThread.get().lastUpTo(thread, to);
    return place < 0 || place < wakesOfThread.get().first(thread)
        ? Optional.empty()
        : Optional.of(session.wakes().get(wakesOfThread.get().row(place)))
            .filter(wake -> wake.time() >= from);
  }

  /** The wake-ups that a thread made from a time on up to another one, so many at most. */
  public List<Wake> wakesBy(int thread, long from, long to, int most) {
    List<Wake> wakes = new ArrayList<>();
    if (thread < 0) {
      return wakes;
    }
    int end = wakesByThread.get().first(thread + 1);
    int place =
        Math.max(
            wakesByThread.get().first(thread), wakesByThread.get().lastUpTo(thread, from - 1) + 1);
    for (; place < end && wakes.size() < most; place++) {
      Wake wake = session.wakes().get(wakesByThread.get().row(place));
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
    int place = wakeSitesOfThread.get().lastUpTo(waker, wake.time());
    if (place < wakeSitesOfThread.get().first(waker)) {
      return StackTraceTable.NONE;
    }
    int row = wakeSitesOfThread.get().row(place);
    return session.wakeSites().end(row) >= wake.time()
        ? session.wakeSites().stackTrace(row)
        : StackTraceTable.NONE;
  }

  /** How many wake-ups a thread made. */
  public int wakeCountBy(int thread) {
    return wakesByThread.get().first(thread + 1) - wakesByThread.get().first(thread);
  }

  /** Where threads ran. */
  public Samples samples() {
    return samples.get();
  }

  /** Where fibers waited. */
  public Sites sites() {
    return sites;
  }

  /** The methods in stack traces. */
  public FrameNames frameNames() {
    return frameNames;
  }

  /** Rows of the pins of a fiber about a time: so many before it, and so many behind. */
  public int[] pinsAround(int thread, long time, int most) {
    return pinsOfThread.around(thread, time, most);
  }

  /** Rows of the pins of a fiber. */
  public int[] pins(int thread) {
    return pinsOfThread.rows(thread);
  }

  /** The row of the decode that a thread was in at a time, or {@link DecodeTable#NO_DECODE}. */
  public int decodeAt(int thread, long time) {
    int last = decodesOfThread.lastUpTo(thread, time);
    for (int place = last;
        place >= Math.max(decodesOfThread.first(thread), last - DEEPEST);
        place--) {
      int row = decodesOfThread.row(place);
      if (time <= session.decodes().end(row)) {
        return row;
      }
    }
    return DecodeTable.NO_DECODE;
  }

  /**
   * What had arrived at a time of the message that a decode reads and of what follows it on the
   * same input: chunks in order, without bytes of earlier messages.
   *
   * @param most bytes of the message behind which nothing is wanted
   */
  public List<MessageChunk> arrived(Decode decode, long time, long most) {
    List<MessageChunk> chunks = new ArrayList<>();
    int input = numberOfInput.getOrDefault(decode.input(), NO_INPUT);
    if (input == NO_INPUT) {
      return chunks;
    }
    ArrivalTable arrivals = session.arrivals();
    for (int place = firstOf(decode, input); place < arrivalsOfInput.first(input + 1); place++) {
      int row = arrivalsOfInput.row(place);
      long from = arrivals.inputOffset(row) - decode.inputOffset();
      if (arrivals.time(row) > time || from >= most) {
        break;
      }
      Arrival arrival = arrivals.get(row);
      if (from >= 0) {
        chunks.add(new MessageChunk(from, arrival.time(), arrival.bytes()));
      } else if (from + arrival.bytes().length > 0) {
        byte[] own = Arrays.copyOfRange(arrival.bytes(), (int) -from, arrival.bytes().length);
        chunks.add(new MessageChunk(0, arrival.time(), own));
      }
    }
    return chunks;
  }

  /** The first arrival at an input that has bytes of a message; bytes arrive in their order. */
  private int firstOf(Decode decode, int input) {
    int low = arrivalsOfInput.first(input);
    int high = arrivalsOfInput.first(input + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      int row = arrivalsOfInput.row(middle);
      long end = session.arrivals().inputOffset(row) + session.arrivals().length(row);
      if (end > decode.inputOffset()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Rows of the suspensions of a decode about a time: so many before it, and so many behind. */
  public int[] suspensionsAround(int decode, long time, int most) {
    return suspensionsOfDecode.around(decode, time, most);
  }

  /** Rows of the decodes of a thread about a time: so many before it, and so many behind. */
  public int[] decodesAround(int thread, long time, int most) {
    return decodesOfThread.around(thread, time, most);
  }
}
