package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;

/**
 * What threads did as far as single events tell: waits, pins, and samples of their running. Of
 * platform threads nothing else is known, nor of fibers whose scheduling was not recorded; between
 * events such a fiber is drawn as unknown. Carriers are told of elsewhere.
 */
final class SingleEvents {
  /** A thread that is sampled is taken to run on for as long as samples are apart. */
  private static final long SAMPLE_NANOS = 20_000_000;

  /** A fiber that is sampled is taken to run on only if it is sampled again so soon. */
  private static final long NEXT_SAMPLE_NANOS = 25_000_000;

  private static final long MOMENT_NANOS = 200_000;

  /** Who sleeps is that late without having waited for a carrier. */
  private static final long ON_TIME_NANOS = 1_000_000;

  private static final long NOTHING = -1;
  private static final Kind[] KINDS = Kind.values();
  private static final Why[] WHYS = Why.values();

  private enum Kind {
    WAIT,
    /** Of a file, which keeps the carrier. */
    CALL,
    SAMPLE,
    PIN,
    /** The fiber ended. */
    END
  }

  /** What is known of fibers otherwise. */
  interface Others {
    /** True if slices tell what a fiber did. */
    boolean tellOf(int fiber);

    /** True if a fiber keeps its carrier while it waits for a monitor, as before JDK 24. */
    boolean monitorsPin();
  }

  private final ThreadTable threads;
  private final Others others;
  private final IntArrayList tracks = new IntArrayList();
  private final LongArrayList starts = new LongArrayList();
  private final LongArrayList ends = new LongArrayList();
  private final ByteArrayList kinds = new ByteArrayList();
  private final ByteArrayList whys = new ByteArrayList();
  // When a sleep is due, or the carrier of a pin.
  private final LongArrayList details = new LongArrayList();
  private final IntLongHashMap toldTo = new IntLongHashMap();
  private boolean endsRecorded;

  SingleEvents(ThreadTable threads, Others others) {
    this.threads = threads;
    this.others = others;
  }

  /** A thread waited. */
  void waited(Event event, Why why) {
    add(event.thread(), event.start(), event.end(), Kind.WAIT, why, NOTHING);
  }

  /**
   * A thread slept.
   *
   * @param due when it was to be over
   */
  void slept(Event event, long due) {
    add(event.thread(), event.start(), event.end(), Kind.WAIT, Why.SLEEP, due);
  }

  /** A thread read or wrote a file. */
  void usedFile(Event event) {
    add(event.thread(), event.start(), event.end(), Kind.CALL, Why.IO, NOTHING);
  }

  /** A thread was seen to run. */
  void ran(int thread, long time) {
    add(thread, time, time + SAMPLE_NANOS, Kind.SAMPLE, Why.UNKNOWN, NOTHING);
  }

  void pinned(Pin pin) {
    add(pin.thread(), pin.start(), pin.end(), Kind.PIN, Why.UNKNOWN, pin.carrier());
  }

  /** A fiber ended. */
  void ended(int fiber, long time) {
    endsRecorded = true;
    add(fiber, time, time, Kind.END, Why.UNKNOWN, NOTHING);
  }

  private void add(int thread, long start, long end, Kind kind, Why why, long detail) {
    if (thread != ThreadTable.NO_THREAD && isAsked(thread) && (start < end || kind == Kind.END)) {
      tracks.add(thread);
      starts.add(start);
      ends.add(end);
      kinds.add((byte) kind.ordinal());
      whys.add((byte) why.ordinal());
      details.add(detail);
    }
  }

  private boolean isAsked(int thread) {
    return switch (threads.kind(thread)) {
      case PLATFORM -> true;
      case FIBER -> !others.tellOf(thread);
      case CARRIER -> false;
    };
  }

  private Kind kind(int row) {
    return KINDS[kinds.get(row)];
  }

  private Why why(int row) {
    return WHYS[whys.get(row)];
  }

  /** True if nothing but single events told of a thread so far. */
  boolean isOnly(int thread) {
    return toldTo.containsKey(thread);
  }

  /** Tells what was over at a time, and forgets it. */
  void tell(long upTo, SpanSink spans) {
    int[] order = IndirectSort.mergesort(0, tracks.size(), this::compare);
    IntArrayList rest = new IntArrayList();
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      int track = tracks.get(row);
      if (ends.get(row) > upTo) {
        rest.add(row);
      } else if (threads.kind(track) == ThreadTable.Kind.PLATFORM) {
        tellPlatform(row, nextStart(order, i), spans);
      } else if (isAsked(track)) {
        tellFiber(order, i, spans);
      }
    }
    keep(rest);
  }

  private int compare(int one, int other) {
    int byTrack = Integer.compare(tracks.get(one), tracks.get(other));
    int byStart = Long.compare(starts.get(one), starts.get(other));
    return byTrack != 0
        ? byTrack
        : byStart != 0 ? byStart : Byte.compare(kinds.get(one), kinds.get(other));
  }

  /** When the next event of the same thread begins. */
  private long nextStart(int[] order, int i) {
    return isFollowed(order, i) ? starts.get(order[i + 1]) : Long.MAX_VALUE;
  }

  private boolean isFollowed(int[] order, int i) {
    return i + 1 < order.length && tracks.get(order[i + 1]) == tracks.get(order[i]);
  }

  private void tellPlatform(int row, long next, SpanSink spans) {
    int track = tracks.get(row);
    long start = Math.max(starts.get(row), toldTo.getOrDefault(track, Long.MIN_VALUE));
    Why why = why(row);
    switch (kind(row)) {
      case SAMPLE -> {
        long end = Math.min(ends.get(row), next);
        tell(track, start, end, State.RUNNING, why, Evidence.INFERRED, NOTHING, spans);
      }
      case WAIT, CALL -> {
        State state = why == Why.MONITOR ? State.BLOCKED : State.PARKED;
        tell(track, start, ends.get(row), state, why, Evidence.RECORDED, NOTHING, spans);
      }
      case PIN, END -> {
        // Of fibers only.
      }
    }
  }

  private void tellFiber(int[] order, int i, SpanSink spans) {
    int row = order[i];
    int track = tracks.get(row);
    boolean isWait = kind(row) == Kind.WAIT;
    if (isWait && isPin(order, i)) {
      return;
    }
    long told = toldTo.getOrDefault(track, threads.start(track));
    long start = Math.max(starts.get(row), told);
    long end = ends.get(row);
    if (told != ThreadTable.NOT_RECORDED) {
      tell(track, told, start, State.UNKNOWN, Why.UNKNOWN, Evidence.INFERRED, NOTHING, spans);
    }
    // Of waits within waits, and of samples, the later one counts.
    long next = nextStart(order, i);
    if (kind(row) == Kind.SAMPLE) {
      boolean again =
          isFollowed(order, i)
              && kind(order[i + 1]) == Kind.SAMPLE
              && next - starts.get(row) <= NEXT_SAMPLE_NANOS;
      end = again ? next : starts.get(row) + MOMENT_NANOS;
    }
    end = Math.max(start, Math.min(end, next));
    switch (kind(row)) {
      case SAMPLE, CALL ->
          tell(track, start, end, State.RUNNING, Why.UNKNOWN, Evidence.INFERRED, NOTHING, spans);
      case PIN -> {
        long last = ends.get(row);
        long carrier = details.get(row);
        tell(track, start, last, State.PINNED, why(row), Evidence.RECORDED, carrier, spans);
      }
      case WAIT -> tellWait(row, start, end, spans);
      case END -> {
        // What was unknown before it is told.
      }
    }
  }

  /**
   * True if most of a wait is a pin: those are told with the wait that they keep the carrier in.
   */
  private boolean isPin(int[] order, int i) {
    int row = order[i];
    long half = (ends.get(row) - starts.get(row)) / 2;
    long told = toldTo.getOrDefault(tracks.get(row), Long.MIN_VALUE);
    if (told > starts.get(row) && told - starts.get(row) >= half) {
      return true;
    }
    for (int j = i; isFollowed(order, j) && starts.get(order[j + 1]) < ends.get(row); j++) {
      int next = order[j + 1];
      long common = Math.min(ends.get(row), ends.get(next)) - starts.get(next);
      if (kind(next) == Kind.PIN && common >= half) {
        return true;
      }
    }
    return false;
  }

  private void tellWait(int row, long start, long end, SpanSink spans) {
    int track = tracks.get(row);
    Why why = why(row);
    boolean monitor = why == Why.MONITOR || why == Why.WAIT;
    // A park that leaves the carrier writes no event.
    if (why == Why.PARK || monitor && others.monitorsPin()) {
      tell(track, start, end, State.PINNED, why, Evidence.INFERRED, NOTHING, spans);
      return;
    }
    long due = why == Why.SLEEP && details.get(row) != NOTHING ? details.get(row) : start;
    long woken = end - due < ON_TIME_NANOS ? end : Math.clamp(due, start, end);
    if (why == Why.SLEEP) {
      tell(track, start, woken, State.PARKED, why, Evidence.DERIVED, NOTHING, spans);
      start = woken;
    }
    tell(track, start, end, State.AWAY, why, Evidence.INFERRED, NOTHING, spans);
  }

  private void tell(
      int track,
      long start,
      long end,
      State state,
      Why why,
      Evidence evidence,
      long link,
      SpanSink spans) {
    if (start < end) {
      int linked = link == NOTHING ? SpanTable.NO_LINK : (int) link;
      spans.add(track, start, end, state, why, evidence, linked);
      toldTo.put(track, end);
    }
  }

  /**
   * Tells that nothing is known of what fibers do now.
   *
   * @param end of what is settled
   * @param seen when somebody saw a fiber first, of which that tells more
   */
  void tails(long end, IntLongHashMap seen, SpanSink tails) {
    for (int fiber : threads.rows(ThreadTable.Kind.FIBER)) {
      long told = toldTo.getOrDefault(fiber, threads.start(fiber));
      boolean lives = threads.end(fiber) == ThreadTable.NOT_RECORDED;
      if (told != ThreadTable.NOT_RECORDED && lives && !others.tellOf(fiber)) {
        // Where no fiber ever ends, nobody knows how long they live.
        long until = Math.min(end, seen.getOrDefault(fiber, endsRecorded ? end : told));
        if (told < until) {
          tails.add(
              fiber, told, until, State.UNKNOWN, Why.UNKNOWN, Evidence.INFERRED, SpanTable.NO_LINK);
        }
      }
    }
  }

  private void keep(IntArrayList rows) {
    rows.sort();
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      tracks.set(i, tracks.get(row));
      starts.set(i, starts.get(row));
      ends.set(i, ends.get(row));
      kinds.set(i, kinds.get(row));
      whys.set(i, whys.get(row));
      details.set(i, details.get(row));
    }
    tracks.resize(rows.size());
    starts.resize(rows.size());
    ends.resize(rows.size());
    kinds.resize(rows.size());
    whys.resize(rows.size());
    details.resize(rows.size());
  }
}
