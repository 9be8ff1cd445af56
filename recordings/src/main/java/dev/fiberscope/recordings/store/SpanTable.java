package dev.fiberscope.recordings.store;

import java.util.Arrays;

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
  private final int[] tracks;
  private final long[] starts;
  private final long[] ends;
  private final short[] kinds;
  private final int[] links;

  private SpanTable(
      int[] firstOfTrack, int[] tracks, long[] starts, long[] ends, short[] kinds, int[] links) {
    this.firstOfTrack = firstOfTrack;
    this.tracks = tracks;
    this.starts = starts;
    this.ends = ends;
    this.kinds = kinds;
    this.links = links;
  }

  public int count() {
    return starts.length;
  }

  /** The first row of a track. Its rows end before {@code first(track + 1)}. */
  public int first(int track) {
    return firstOfTrack[track];
  }

  public int track(int row) {
    return tracks[row];
  }

  public long start(int row) {
    return starts[row];
  }

  public long end(int row) {
    return ends[row];
  }

  public long duration(int row) {
    return ends[row] - starts[row];
  }

  public State state(int row) {
    return STATES[kinds[row] & 0xf];
  }

  public Evidence evidence(int row) {
    return EVIDENCE[kinds[row] >> 4 & 0xf];
  }

  /** What the fiber waits for. */
  public Why why(int row) {
    return WHY[kinds[row] >> 8];
  }

  /** The thread on the other side, or {@link #NO_LINK}. */
  public int link(int row) {
    return links[row];
  }

  /** The first row of the track that ends after {@code time}; {@code first(track + 1)} if none. */
  public int firstEndingAfter(int track, long time) {
    int low = firstOfTrack[track];
    int high = firstOfTrack[track + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The row of the track whose span covers {@code time}, or -1. */
  public int at(int track, long time) {
    int row = firstEndingAfter(track, time);
    return row < firstOfTrack[track + 1] && starts[row] <= time ? row : -1;
  }

  /** Collects spans in any order. */
  public static final class Builder {
    private final IntColumn track = new IntColumn();
    private final LongColumn start = new LongColumn();
    private final LongColumn end = new LongColumn();
    private final IntColumn kind = new IntColumn();
    private final IntColumn link = new IntColumn();

    /** Adds a span in which nothing is waited for. */
    public void add(int track, long start, long end, State state, Evidence evidence, int link) {
      add(track, start, end, state, Why.UNKNOWN, evidence, link);
    }

    /** Adds a span; one that is not longer than nothing is left out. */
    public void add(
        int track, long start, long end, State state, Why why, Evidence evidence, int link) {
      if (end > start) {
        this.track.add(track);
        this.start.add(start);
        this.end.add(end);
        this.kind.add(state.ordinal() | evidence.ordinal() << 4 | why.ordinal() << 8);
        this.link.add(link);
      }
    }

    /** Sorts the spans and clips each where the next one of its track starts. */
    public SpanTable build(int trackCount) {
      RowsByThread sorted = new RowsByThread(trackCount, track, start);
      int[] firstOfTrack = new int[trackCount + 1];
      Arrays.setAll(firstOfTrack, sorted::first);
      int count = track.size();
      int[] tracks = new int[count];
      long[] starts = new long[count];
      long[] ends = new long[count];
      short[] kinds = new short[count];
      int[] links = new int[count];
      for (int i = 0; i < count; i++) {
        int from = sorted.row(i);
        tracks[i] = track.get(from);
        starts[i] = start.get(from);
        ends[i] = end.get(from);
        kinds[i] = (short) kind.get(from);
        links[i] = link.get(from);
        if (i > 0 && tracks[i - 1] == tracks[i] && ends[i - 1] > starts[i]) {
          ends[i - 1] = starts[i];
        }
      }
      return new SpanTable(firstOfTrack, tracks, starts, ends, kinds, links);
    }
  }
}
