package dev.fiberscope.recordings.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects spans, those of each track in the order of time, and seals them into slabs. Small slabs
 * that stand side by side are merged as they come, so that there are few: with each the double of
 * the next one a span is moved some times at most.
 */
public final class SpanBuilder implements SpanSink {
  /** Larger slabs are not made by merging: that would be felt. */
  private static final int MOST_MERGED = SpanTable.SLAB_ROWS / 2;

  /** Smaller ones are, whatever room they take: that there are few counts more. */
  private static final int ALWAYS_MERGED = 1 << 16;

  private final Storage storage;
  private final List<SpanSlab> sealed = new ArrayList<>();
  private final TrackTimes times;
  private final SpanRows rows = new SpanRows(1 << 10);
  private long misplaced;
  private long droppedUpTo = Long.MIN_VALUE;
  // Of the slabs of the last table that were not final.
  private long tailBytes;

  public SpanBuilder(Storage storage) {
    this.storage = storage;
    times = new TrackTimes();
  }

  /** Adds a span in which nothing is waited for. */
  public void add(int track, long start, long end, State state, Evidence evidence, int link) {
    add(track, start, end, state, Why.UNKNOWN, evidence, link);
  }

  /**
   * Adds a span. What begins before the last one of its track has ended loses that part; one that
   * is not longer than nothing is left out.
   */
  @Override
  public void add(
      int track, long start, long end, State state, Why why, Evidence evidence, int link) {
    if (end <= start) {
      return;
    }
    long from = Math.max(start, times.end(track));
    if (end <= from) {
      misplaced++;
      return;
    }
    if (rows.count == SpanTable.SLAB_ROWS
        || rows.count >= ALWAYS_MERGED && !TimeColumn.isNear(rows.ends[0], end)) {
      seal();
    }
    rows.add(track, from, end, SpanSlab.kind(state, evidence, why), link);
    times.add(track, from, end);
  }

  /** How many spans came too late: their time had been told of otherwise. */
  public long misplaced() {
    return misplaced;
  }

  private void seal() {
    if (rows.count == 0) {
      return;
    }
    sealed.add(new SpanSlab(storage, rows.byTrack()));
    rows.clear();
    int last = sealed.size() - 1;
    while (last > 0 && isWorthMerging(sealed.get(last - 1), sealed.get(last))) {
      SpanSlab later = sealed.removeLast();
      SpanSlab earlier = sealed.removeLast();
      sealed.add(SpanSlab.merged(storage, earlier, later));
      storage.released(earlier.bytes() + later.bytes());
      last--;
    }
  }

  private static boolean isWorthMerging(SpanSlab earlier, SpanSlab later) {
    int count = earlier.count() + later.count();
    return earlier.count() < 2 * later.count()
        && count <= MOST_MERGED
        && (count <= ALWAYS_MERGED || earlier.isNear(later));
  }

  /** Drops the oldest slabs, those in which everything had ended by a time. */
  public void dropUpTo(long time) {
    while (!sealed.isEmpty() && sealed.getFirst().latest() <= time) {
      droppedUpTo = Math.max(droppedUpTo, sealed.getFirst().latest());
      storage.released(sealed.removeFirst().bytes());
    }
  }

  /** True if a track has spans. */
  public boolean isTold(int track) {
    return times.end(track) != TrackTimes.NONE;
  }

  /** Up to when spans were dropped; far below 0 if none were. */
  public long droppedUpTo() {
    return droppedUpTo;
  }

  /** The spans of now, for readers. */
  public SpanTable build() {
    return build(new Tails());
  }

  /**
   * The spans of now, for readers, with some that are not final.
   *
   * @param tails of which each track's are behind all others
   */
  public SpanTable build(Tails tails) {
    seal();
    List<SpanSlab> slabs = new ArrayList<>(sealed);
    TrackTimes withTails = times.frozen();
    storage.released(tailBytes);
    tailBytes = 0;
    for (SpanRows part : tails.parts) {
      for (int row = 0; row < part.count; row++) {
        withTails.add(part.tracks[row], part.starts[row], part.ends[row]);
      }
      SpanSlab slab = new SpanSlab(storage, part.byTrack());
      tailBytes += slab.bytes();
      slabs.add(slab);
    }
    return new SpanTable(slabs, withTails, droppedUpTo);
  }

  /** Spans of what goes on, for one table: the next one is told anew. */
  public final class Tails implements SpanSink {
    private final List<SpanRows> parts = new ArrayList<>();

    /** Adds a span as {@link SpanBuilder#add} does. */
    @Override
    public void add(
        int track, long start, long end, State state, Why why, Evidence evidence, int link) {
      long from = Math.max(start, times.end(track));
      if (end > from) {
        if (parts.isEmpty() || parts.getLast().count == SpanTable.SLAB_ROWS) {
          parts.add(new SpanRows(1 << 6));
        }
        parts.getLast().add(track, from, end, SpanSlab.kind(state, evidence, why), link);
      }
    }
  }
}
