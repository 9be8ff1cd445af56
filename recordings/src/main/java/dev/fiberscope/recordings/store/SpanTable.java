package dev.fiberscope.recordings.store;

import java.util.function.IntConsumer;

/**
 * Every span of every track, sorted by track and start; the spans of one track do not overlap. A
 * track is a thread: a carrier, whose spans are slices linked to the fiber they carried, or a
 * fiber, whose spans are states, linked to the carrier while it runs. Times are ns since the
 * session began.
 */
public final class SpanTable {
  /** The link of a span whose other side is not known or does not exist. */
  public static final int NO_LINK = -1;

  private static final State[] STATES = State.values();
  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final Why[] WHY = Why.values();

  private final int[] firstOfTrack;
  private final IntColumn tracks;
  private final LongColumn starts;
  private final LongColumn ends;
  private final ShortColumn kinds;
  private final IntColumn links;
  private final StateTimes stateTimes;

  private SpanTable(Builder builder, int[] firstOfTrack) {
    this.firstOfTrack = firstOfTrack;
    tracks = builder.tracks;
    starts = builder.starts;
    ends = builder.ends;
    kinds = builder.kinds;
    links = builder.links;
    stateTimes = new StateTimes(builder.storage, this);
  }

  public int count() {
    return starts.size();
  }

  /** The first row of a track. Its rows end before {@code first(track + 1)}. */
  public int first(int track) {
    return firstOfTrack[track];
  }

  public int track(int row) {
    return tracks.get(row);
  }

  public long start(int row) {
    return starts.get(row);
  }

  public long end(int row) {
    return ends.get(row);
  }

  public long duration(int row) {
    return ends.get(row) - starts.get(row);
  }

  public State state(int row) {
    return STATES[kinds.get(row) & 0xf];
  }

  public Evidence evidence(int row) {
    return EVIDENCE[kinds.get(row) >> 4 & 0xf];
  }

  /** What the fiber waits for. */
  public Why why(int row) {
    return WHY[kinds.get(row) >> 8];
  }

  /** The thread on the other side, or {@link #NO_LINK}. */
  public int link(int row) {
    return links.get(row);
  }

  /** Tells every row of a track that has a part between two times. */
  public void forEachIn(int track, long from, long to, IntConsumer taker) {
    int end = firstOfTrack[track + 1];
    for (int row = firstEndingAfter(track, from); row < end && start(row) < to; row++) {
      taker.accept(row);
    }
  }

  /** The first row of the track that ends after {@code time}; {@code first(track + 1)} if none. */
  public int firstEndingAfter(int track, long time) {
    int low = firstOfTrack[track];
    int high = firstOfTrack[track + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first of rows {@code from} to before {@code to} of a track that starts after a time. */
  public int firstStartingAfter(int from, int to, long time) {
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

  /**
   * Adds the ns that rows {@code from} to before {@code to} were in each state, by its ordinal. The
   * cost does not depend on how many rows that are.
   */
  public void addStateTimes(int from, int to, long[] nanos) {
    stateTimes.add(from, to, nanos);
  }

  /**
   * Adds the ns between two times that a track was in each state, by its ordinal. The cost does not
   * depend on how many spans that are.
   */
  public void addStateTimes(int track, long from, long to, long[] nanos) {
    int first = firstEndingAfter(track, from);
    int end = firstStartingAfter(first, firstOfTrack[track + 1], to - 1);
    addStateTimes(first, end, nanos);
    if (first < end) {
      // The first and the last one may reach out of the stretch.
      nanos[state(first).ordinal()] -= Math.max(0, from - starts.get(first));
      nanos[state(end - 1).ordinal()] -= Math.max(0, ends.get(end - 1) - to);
    }
  }

  /** The row of the track whose span covers {@code time}, or -1. */
  public int at(int track, long time) {
    int row = firstEndingAfter(track, time);
    return row < firstOfTrack[track + 1] && starts.get(row) <= time ? row : -1;
  }

  /** Collects spans, track by track and on each track in the order of time. */
  public static final class Builder {
    private final IntColumn tracks;
    private final LongColumn starts;
    private final LongColumn ends;
    private final ShortColumn kinds;
    private final IntColumn links;
    private final Storage storage;

    public Builder(Storage storage) {
      this.storage = storage;
      tracks = new IntColumn(storage);
      starts = new LongColumn(storage);
      ends = new LongColumn(storage);
      kinds = new ShortColumn(storage);
      links = new IntColumn(storage);
    }

    /** Adds a span in which nothing is waited for. */
    public void add(int track, long start, long end, State state, Evidence evidence, int link) {
      add(track, start, end, state, Why.UNKNOWN, evidence, link);
    }

    /**
     * Adds a span. One that is not longer than nothing is left out; the one before is clipped where
     * this one starts.
     */
    public void add(
        int track, long start, long end, State state, Why why, Evidence evidence, int link) {
      if (end <= start) {
        return;
      }
      int last = tracks.size() - 1;
      if (last >= 0 && tracks.get(last) == track && ends.get(last) > start) {
        ends.set(last, start);
      }
      tracks.add(track);
      starts.add(start);
      ends.add(end);
      kinds.add((short) (state.ordinal() | evidence.ordinal() << 4 | why.ordinal() << 8));
      links.add(link);
    }

    /** Adds all spans of tracks behind the last one so far. */
    public void addAll(Builder others) {
      tracks.addAll(others.tracks);
      starts.addAll(others.starts);
      ends.addAll(others.ends);
      kinds.addAll(others.kinds);
      links.addAll(others.links);
    }

    public SpanTable build(int trackCount) {
      int[] firstOfTrack = new int[trackCount + 1];
      int row = 0;
      for (int track = 0; track <= trackCount; track++) {
        firstOfTrack[track] = row;
        while (row < tracks.size() && tracks.get(row) == track) {
          row++;
        }
      }
      return new SpanTable(this, firstOfTrack);
    }
  }
}
