package dev.fiberscope.recordings.store;

/** When the first span of each track starts and the last one ends. */
final class TrackTimes {
  /** The end of a track without spans. */
  static final long NONE = Long.MIN_VALUE;

  private final HeapColumn begins;
  private final HeapColumn ends;

  TrackTimes() {
    this(new HeapColumn(), new HeapColumn());
  }

  private TrackTimes(HeapColumn begins, HeapColumn ends) {
    this.begins = begins;
    this.ends = ends;
  }

  TrackTimes frozen() {
    return new TrackTimes(begins.frozen(), ends.frozen());
  }

  /** Tells of a span behind all others of its track. */
  void add(int track, long start, long end) {
    while (ends.size() <= track) {
      begins.add(0);
      ends.add(NONE);
    }
    if (ends.get(track) == NONE) {
      begins.set(track, start);
    }
    ends.set(track, end);
  }

  long begin(int track) {
    return track < begins.size() ? begins.get(track) : 0;
  }

  long end(int track) {
    return track < ends.size() ? ends.get(track) : NONE;
  }
}
