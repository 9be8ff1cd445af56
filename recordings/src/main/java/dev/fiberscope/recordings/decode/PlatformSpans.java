package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.ByteArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.SpanSink;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;

/**
 * What platform threads did, as far as single events tell: waits, and samples of their running.
 * Between them nothing is known. Carriers are told of elsewhere.
 */
final class PlatformSpans {
  /** A thread that is sampled is taken to run on for as long as samples are apart. */
  private static final long SAMPLE_NANOS = 20_000_000;

  private static final State[] STATES = State.values();
  private static final Why[] WHYS = Why.values();

  private final ThreadTable threads;
  private final IntArrayList tracks = new IntArrayList();
  private final LongArrayList starts = new LongArrayList();
  private final LongArrayList ends = new LongArrayList();
  private final ByteArrayList states = new ByteArrayList();
  private final ByteArrayList whys = new ByteArrayList();
  private final IntLongHashMap toldTo = new IntLongHashMap();

  PlatformSpans(ThreadTable threads) {
    this.threads = threads;
  }

  /** A thread waited. */
  void waited(Event event, State state, Why why) {
    add(event.thread(), event.start(), event.end(), state, why);
  }

  /** A thread was seen to run. */
  void ran(int thread, long time) {
    add(thread, time, time + SAMPLE_NANOS, State.RUNNING, Why.UNKNOWN);
  }

  private void add(int thread, long start, long end, State state, Why why) {
    if (isPlatform(thread) && start < end) {
      tracks.add(thread);
      starts.add(start);
      ends.add(end);
      states.add((byte) state.ordinal());
      whys.add((byte) why.ordinal());
    }
  }

  private boolean isPlatform(int thread) {
    return thread != ThreadTable.NO_THREAD && threads.kind(thread) == ThreadTable.Kind.PLATFORM;
  }

  /** Tells what was over at a time, and forgets it. */
  void tell(long upTo, SpanSink spans) {
    int[] order =
        IndirectSort.mergesort(
            0,
            tracks.size(),
            (one, other) ->
                tracks.get(one) == tracks.get(other)
                    ? Long.compare(starts.get(one), starts.get(other))
                    : Integer.compare(tracks.get(one), tracks.get(other)));
    IntArrayList rest = new IntArrayList();
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      if (ends.get(row) > upTo) {
        rest.add(row);
      } else if (isPlatform(tracks.get(row))) {
        int next = i + 1 < order.length ? order[i + 1] : row;
        boolean follows = next != row && tracks.get(next) == tracks.get(row);
        tell(row, follows ? starts.get(next) : Long.MAX_VALUE, spans);
      }
    }
    keep(rest);
  }

  private void tell(int row, long next, SpanSink spans) {
    int track = tracks.get(row);
    State state = STATES[states.get(row)];
    boolean sampled = state == State.RUNNING;
    long start = Math.max(starts.get(row), toldTo.getOrDefault(track, Long.MIN_VALUE));
    long end = sampled ? Math.min(ends.get(row), next) : ends.get(row);
    if (start < end) {
      Evidence evidence = sampled ? Evidence.INFERRED : Evidence.RECORDED;
      spans.add(track, start, end, state, WHYS[whys.get(row)], evidence, SpanTable.NO_LINK);
      toldTo.put(track, end);
    }
  }

  private void keep(IntArrayList rows) {
    rows.sort();
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      tracks.set(i, tracks.get(row));
      starts.set(i, starts.get(row));
      ends.set(i, ends.get(row));
      states.set(i, states.get(row));
      whys.set(i, whys.get(row));
    }
    tracks.resize(rows.size());
    starts.resize(rows.size());
    ends.resize(rows.size());
    states.resize(rows.size());
    whys.resize(rows.size());
  }
}
