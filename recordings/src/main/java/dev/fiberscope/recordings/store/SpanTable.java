package dev.fiberscope.recordings.store;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Every span of every track. A track is a thread: a carrier, whose spans are slices linked to the
 * fiber they carried, or a fiber, whose spans are states, linked to the carrier while it runs. The
 * spans of one track do not overlap and are walked in the order of time; times are ns since the
 * session began. A row stays what it is as long as the table does.
 */
public final class SpanTable {
  /** The link of a span whose other side is not known or does not exist. */
  public static final int NO_LINK = -1;

  /** A row that is none. */
  public static final int NONE = -1;

  /** Rows of a slab at most: a row is the number of its slab and its row there. */
  static final int SLAB_SHIFT = 20;

  static final int SLAB_ROWS = 1 << SLAB_SHIFT;
  private static final int MASK = SLAB_ROWS - 1;

  // In the order of time on each track.
  private final SpanSlab[] slabs;
  // When everything in each slab and those before it has ended.
  private final long[] latest;
  private final TrackTimes times;
  // What had ended by then may have been dropped.
  private final long droppedUpTo;
  private final long count;

  SpanTable(List<SpanSlab> slabs, TrackTimes times, long droppedUpTo) {
    this.slabs = slabs.toArray(SpanSlab[]::new);
    this.times = times;
    this.droppedUpTo = droppedUpTo;
    latest = new long[this.slabs.length];
    long rows = 0;
    long end = Long.MIN_VALUE;
    for (int i = 0; i < latest.length; i++) {
      end = Math.max(end, this.slabs[i].latest());
      latest[i] = end;
      rows += this.slabs[i].count();
    }
    count = rows;
  }

  public long count() {
    return count;
  }

  /** From when on nothing was dropped; 0 or less if nothing was at all. */
  public long keptFrom() {
    return Math.max(0, droppedUpTo);
  }

  /** All rows, those of a track in the order of time. */
  public IntStream rows() {
    return IntStream.range(0, slabs.length)
        .flatMap(slab -> IntStream.range(0, slabs[slab].count()).map(local -> row(slab, local)));
  }

  private SpanSlab slab(int row) {
    return slabs[row >>> SLAB_SHIFT];
  }

  private static int row(int slab, int rowOfSlab) {
    return slab << SLAB_SHIFT | rowOfSlab;
  }

  /** The first row of a track, or {@link #NONE}. */
  public int first(int track) {
    return isEmpty(track) ? NONE : firstIn(0, track);
  }

  private int firstIn(int fromSlab, int track) {
    for (int i = fromSlab; i < slabs.length; i++) {
      int place = slabs[i].find(track);
      if (place != SpanSlab.NOWHERE) {
        return row(i, slabs[i].first(place));
      }
    }
    return NONE;
  }

  /** The last row of a track, or {@link #NONE}. */
  public int last(int track) {
    return isEmpty(track) ? NONE : lastIn(slabs.length - 1, track);
  }

  private int lastIn(int toSlab, int track) {
    for (int i = toSlab; i >= 0; i--) {
      int place = slabs[i].find(track);
      if (place != SpanSlab.NOWHERE) {
        return row(i, slabs[i].first(place + 1) - 1);
      }
    }
    return NONE;
  }

  /** The next row of the same track, or {@link #NONE}. */
  public int next(int row) {
    SpanSlab slab = slab(row);
    int local = row & MASK;
    if (!slab.isLastOfTrack(local)) {
      return row + 1;
    }
    int track = slab.track(local);
    return slab.end(local) >= times.end(track) ? NONE : firstIn((row >>> SLAB_SHIFT) + 1, track);
  }

  /** The row before of the same track, or {@link #NONE}. */
  public int previous(int row) {
    SpanSlab slab = slab(row);
    int local = row & MASK;
    return slab.isFirstOfTrack(local)
        ? lastIn((row >>> SLAB_SHIFT) - 1, slab.track(local))
        : row - 1;
  }

  /** True if a track has no spans. */
  public boolean isEmpty(int track) {
    return trackEnd(track) == TrackTimes.NONE;
  }

  /** When the first span of a track starts; {@link Long#MAX_VALUE} if it has none. */
  public long trackBegin(int track) {
    if (isEmpty(track)) {
      return Long.MAX_VALUE;
    }
    long begin = times.begin(track);
    return begin < droppedUpTo ? start(firstIn(0, track)) : begin;
  }

  /** When the last span of a track ends; {@link Long#MIN_VALUE} if it has none. */
  public long trackEnd(int track) {
    long end = times.end(track);
    boolean isThere = end > droppedUpTo || lastIn(slabs.length - 1, track) != NONE;
    return isThere ? end : TrackTimes.NONE;
  }

  public int track(int row) {
    return slab(row).track(row & MASK);
  }

  public long start(int row) {
    return slab(row).start(row & MASK);
  }

  public long end(int row) {
    return slab(row).end(row & MASK);
  }

  public long duration(int row) {
    return slab(row).duration(row & MASK);
  }

  public State state(int row) {
    return slab(row).state(row & MASK);
  }

  public Evidence evidence(int row) {
    return slab(row).evidence(row & MASK);
  }

  /** What the fiber waits for. */
  public Why why(int row) {
    return slab(row).why(row & MASK);
  }

  /** The thread on the other side, or {@link #NO_LINK}. */
  public int link(int row) {
    return slab(row).link(row & MASK);
  }

  /** Tells every row of a track that has a part between two times. */
  public void forEachIn(int track, long from, long to, IntConsumer taker) {
    int row = firstEndingAfter(track, from);
    while (row != NONE && start(row) < to) {
      taker.accept(row);
      row = next(row);
    }
  }

  private int slabEndingAfter(long time) {
    int low = 0;
    int high = slabs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (latest[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first row of the track that ends after {@code time}, or {@link #NONE}. */
  public int firstEndingAfter(int track, long time) {
    if (trackEnd(track) <= time) {
      return NONE;
    }
    for (int i = slabEndingAfter(Math.max(time, times.begin(track))); i < slabs.length; i++) {
      int place = slabs[i].find(track);
      if (place != SpanSlab.NOWHERE) {
        int end = slabs[i].first(place + 1);
        int local = slabs[i].firstEndingAfter(slabs[i].first(place), end, time);
        if (local < end) {
          return row(i, local);
        }
      }
    }
    return NONE;
  }

  /** The first of a row and those behind it on its track that starts after a time, or none. */
  public int firstStartingAfter(int from, long time) {
    if (from == NONE) {
      return NONE;
    }
    int number = from >>> SLAB_SHIFT;
    int local = from & MASK;
    if (slabs[number].start(local) > time) {
      return from;
    }
    int track = slabs[number].track(local);
    int end = slabs[number].first(slabs[number].find(track) + 1);
    int found = slabs[number].firstStartingAfter(local, end, time);
    while (found == end) {
      int next = next(row(number, end - 1));
      if (next == NONE || start(next) > time) {
        return next;
      }
      number = next >>> SLAB_SHIFT;
      local = next & MASK;
      end = slabs[number].first(slabs[number].find(track) + 1);
      found = slabs[number].firstStartingAfter(local, end, time);
    }
    return row(number, found);
  }

  /** How many spans of a track have a part between two times. */
  public long count(int track, long from, long to) {
    if (from >= to) {
      return 0;
    }
    long[] spans = new long[1];
    parts(firstEndingAfter(track, from), to, (_, first, end) -> spans[0] += end - first);
    return spans[0];
  }

  /** How many spans a track has. */
  public long count(int track) {
    return count(track, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private interface Part {
    void rows(SpanSlab slab, int first, int end);
  }

  /** Tells the rows of a track from one on that start before a time, slab by slab. */
  private void parts(int from, long to, Part taker) {
    if (from == NONE) {
      return;
    }
    int track = track(from);
    int number = from >>> SLAB_SHIFT;
    int local = from & MASK;
    while (true) {
      SpanSlab slab = slabs[number];
      int end = slab.first(slab.find(track) + 1);
      int last = to == Long.MAX_VALUE ? end : slab.firstStartingAfter(local, end, to - 1);
      if (last > local) {
        taker.rows(slab, local, last);
      }
      int next = last < end ? NONE : next(row(number, end - 1));
      if (next == NONE) {
        return;
      }
      number = next >>> SLAB_SHIFT;
      local = next & MASK;
    }
  }

  /**
   * Adds the ns that rows of a track were in each state, by its ordinal, from one up to before
   * another one that is behind it. The cost does not depend on how many rows that are.
   *
   * @param to {@link #NONE} for the end of the track
   */
  public void addStateTimes(int from, int to, long[] nanos) {
    if (from != NONE && to != NONE && from >>> SLAB_SHIFT == to >>> SLAB_SHIFT) {
      slab(from).addStateTimes(from & MASK, to & MASK, nanos);
    } else {
      long end = to == NONE ? Long.MAX_VALUE : start(to);
      parts(from, end, (slab, first, last) -> slab.addStateTimes(first, last, nanos));
    }
  }

  /** Adds the ns that a track was in each state, by its ordinal. */
  public void addStateTimes(int track, long[] nanos) {
    addStateTimes(first(track), NONE, nanos);
  }

  /**
   * Adds the ns between two times that a track was in each state, by its ordinal. The cost does not
   * depend on how many spans that are.
   */
  public void addStateTimes(int track, long from, long to, long[] nanos) {
    int first = firstEndingAfter(track, from);
    if (first == NONE || start(first) >= to) {
      return;
    }
    // The first and the last one may reach out of the stretch.
    nanos[state(first).ordinal()] -= Math.max(0, from - start(first));
    parts(
        first,
        to,
        (slab, begin, end) -> {
          slab.addStateTimes(begin, end, nanos);
          nanos[slab.state(end - 1).ordinal()] -= Math.max(0, slab.end(end - 1) - to);
        });
  }

  /** The row of the track whose span covers {@code time}, or {@link #NONE}. */
  public int at(int track, long time) {
    int row = firstEndingAfter(track, time);
    return row != NONE && start(row) <= time ? row : NONE;
  }
}
