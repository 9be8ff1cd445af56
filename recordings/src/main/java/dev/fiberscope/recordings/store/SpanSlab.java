package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;

/**
 * A stretch of the span table that nobody changes any more: spans sorted by track and start, the
 * tracks that it has, and sums of states. Rows and places count from 0 within it.
 */
final class SpanSlab {
  /** A place that is none: the track has no spans here. */
  static final int NOWHERE = -1;

  private static final int LAST_OF_TRACK = 1 << 6;
  private static final int LONG = -1;
  private static final State[] STATES = State.values();
  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final Why[] WHY = Why.values();

  private final IntColumn tracks;
  private final IntColumn firsts;
  private final TimeColumn starts;
  private final IntColumn durations;
  private final IntLongHashMap longDurations = new IntLongHashMap();
  private final ShortColumn kinds;
  private final IntColumn links;
  private final StateTimes stateTimes;
  private final int firstTrack;
  private final int lastTrack;
  private final int trackCount;
  private final int count;
  private final long bytes;
  // When the first and the last span end.
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  /**
   * @param sorted spans by track and start
   */
  SpanSlab(Storage storage, SpanRows sorted) {
    long before = storage.used();
    count = sorted.count;
    tracks = new IntColumn(storage);
    firsts = new IntColumn(storage);
    int[] shortDurations = new int[count];
    for (int row = 0; row < count; row++) {
      int track = sorted.tracks[row];
      if (row == 0 || sorted.tracks[row - 1] != track) {
        tracks.add(track);
        firsts.add(row);
      }
      if (row + 1 == count || sorted.tracks[row + 1] != track) {
        sorted.kinds[row] |= LAST_OF_TRACK;
      } else {
        sorted.kinds[row] &= ~LAST_OF_TRACK;
      }
      long duration = sorted.ends[row] - sorted.starts[row];
      boolean isShort = duration <= Integer.MAX_VALUE;
      shortDurations[row] = isShort ? (int) duration : LONG;
      if (!isShort) {
        longDurations.put(row, duration);
      }
      earliest = Math.min(earliest, sorted.ends[row]);
      latest = Math.max(latest, sorted.ends[row]);
    }
    trackCount = tracks.size();
    firsts.add(count);
    firstTrack = count == 0 ? 0 : tracks.get(0);
    lastTrack = count == 0 ? NOWHERE : tracks.get(trackCount - 1);
    starts = new TimeColumn(storage, sorted.starts, count);
    durations = IntColumn.of(storage, shortDurations, count);
    kinds = ShortColumn.of(storage, sorted.kinds, count);
    links = IntColumn.of(storage, sorted.links, count);
    stateTimes = new StateTimes(storage, this);
    bytes = storage.used() - before;
  }

  static short kind(State state, Evidence evidence, Why why) {
    return (short) (state.ordinal() | evidence.ordinal() << 4 | why.ordinal() << 8);
  }

  /** Bytes of storage. */
  long bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  /** When the last span ends. */
  long latest() {
    return latest;
  }

  /** The place of a track among those of this slab, or {@link #NOWHERE}. */
  int find(int track) {
    if (track < firstTrack || track > lastTrack) {
      return NOWHERE;
    }
    int place = placeUpTo(tracks, trackCount, track);
    return tracks.get(place) == track ? place : NOWHERE;
  }

  private static int placeUpTo(IntColumn sorted, int size, int value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle) <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The first row of the track at a place; its rows end before {@code first(place + 1)}. */
  int first(int place) {
    return firsts.get(place);
  }

  /** The track of a row. */
  int track(int row) {
    return tracks.get(placeUpTo(firsts, trackCount, row));
  }

  boolean isLastOfTrack(int row) {
    return (kinds.get(row) & LAST_OF_TRACK) != 0;
  }

  boolean isFirstOfTrack(int row) {
    return row == 0 || isLastOfTrack(row - 1);
  }

  long start(int row) {
    return starts.get(row);
  }

  long duration(int row) {
    int duration = durations.get(row);
    return duration == LONG ? longDurations.get(row) : duration;
  }

  long end(int row) {
    return starts.get(row) + duration(row);
  }

  State state(int row) {
    return STATES[kinds.get(row) & 0xf];
  }

  Evidence evidence(int row) {
    return EVIDENCE[kinds.get(row) >> 4 & 3];
  }

  Why why(int row) {
    return WHY[kinds.get(row) >> 8];
  }

  int link(int row) {
    return links.get(row);
  }

  /** The first of rows {@code from} to before {@code to} of a track that ends after a time. */
  int firstEndingAfter(int from, int to, long time) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end(middle) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first of rows {@code from} to before {@code to} of a track that starts after a time. */
  int firstStartingAfter(int from, int to, long time) {
    // It is mostly near: growing steps touch less memory than halving the whole track.
    long step = 1;
    while (step < to - from && starts.get((int) (from + step)) <= time) {
      step <<= 1;
    }
    int low = step == 1 ? from : (int) (from + (step >> 1));
    int high = (int) Math.min(to, from + step);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts.get(middle) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Adds the time of rows {@code from} to before {@code to}, by the ordinal of the state. */
  void addStateTimes(int from, int to, long[] nanos) {
    stateTimes.add(from, to, nanos);
  }

  /** True if this slab and a later one are so near that merging them costs no room. */
  boolean isNear(SpanSlab later) {
    return TimeColumn.isNear(earliest, later.latest);
  }

  /** Adds all of its spans to others, track by track. */
  void copyTo(SpanRows rows, int place) {
    int track = tracks.get(place);
    for (int row = first(place); row < first(place + 1); row++) {
      rows.add(track, start(row), end(row), kinds.get(row), links.get(row));
    }
  }

  /** One of the spans of two, of which the later one has the later spans of every track. */
  static SpanSlab merged(Storage storage, SpanSlab earlier, SpanSlab later) {
    SpanRows rows = new SpanRows(earlier.count + later.count);
    int a = 0;
    int b = 0;
    while (a < earlier.trackCount || b < later.trackCount) {
      int trackA = a < earlier.trackCount ? earlier.tracks.get(a) : Integer.MAX_VALUE;
      int trackB = b < later.trackCount ? later.tracks.get(b) : Integer.MAX_VALUE;
      if (trackA <= trackB) {
        earlier.copyTo(rows, a++);
      }
      if (trackB <= trackA) {
        later.copyTo(rows, b++);
      }
    }
    return new SpanSlab(storage, rows);
  }
}
