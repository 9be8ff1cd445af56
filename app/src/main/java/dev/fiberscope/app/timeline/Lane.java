package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.SpanTable;

/**
 * One row of the timeline: the spans of one thread, or of fibers that follow each other.
 *
 * @param name of its thread; of a shared lane, how many fibers share it
 * @param detail short text beside the name, such as the type decoded; may be empty
 * @param carrier true if its spans are slices of a carrier
 * @param tracks whose spans they are
 */
public record Lane(String name, String detail, boolean carrier, Tracks tracks) {
  /** The threads of a lane by time; they do not overlap. */
  public sealed interface Tracks {
    /** How many there are. */
    int count();

    /** The row of a thread. */
    int thread(int index);

    /** Adds the time that threads {@code from} to before {@code to} were in each state. */
    void addStateTimes(int from, int to, long[] nanos);
  }

  /** A thread with a lane of its own. */
  record One(SpanTable spans, int thread) implements Tracks {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public int thread(int index) {
      return thread;
    }

    @Override
    public void addStateTimes(int from, int to, long[] nanos) {
      if (from < to) {
        spans.addStateTimes(thread, nanos);
      }
    }
  }

  /** Fibers that share a lane. */
  record Shared(FiberLanes lanes, int lane) implements Tracks {
    @Override
    public int count() {
      return lanes.first(lane + 1) - lanes.first(lane);
    }

    @Override
    public int thread(int index) {
      return lanes.fiber(lanes.first(lane) + index);
    }

    @Override
    public void addStateTimes(int from, int to, long[] nanos) {
      lanes.addStateTimes(lanes.first(lane) + from, lanes.first(lane) + to, nanos);
    }
  }

  /** True if several fibers share it. */
  public boolean shared() {
    return tracks.count() > 1;
  }

  /** The index of the first thread whose spans end after a time; {@code count()} if none do. */
  int firstEndingAfter(SpanTable spans, long time) {
    int low = 0;
    int high = tracks.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.trackEnd(tracks.thread(middle)) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The index of the first thread from {@code from} on whose spans start after a time. */
  int firstStartingAfter(SpanTable spans, int from, long time) {
    int low = from;
    int high = tracks.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.trackBegin(tracks.thread(middle)) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** True if any of its spans is in a stretch of time. */
  boolean hasSpanIn(SpanTable spans, long from, long to) {
    int index = firstEndingAfter(spans, from);
    if (index == tracks.count()) {
      return false;
    }
    int thread = tracks.thread(index);
    int row = spans.firstEndingAfter(thread, from);
    return row != SpanTable.NONE && spans.start(row) < to;
  }

  /** The thread at a time, else the one before it, else the first. */
  public int threadAt(SpanTable spans, long time) {
    int next = firstEndingAfter(spans, time);
    boolean there =
        next < tracks.count() && (next == 0 || spans.trackBegin(tracks.thread(next)) <= time);
    return tracks.thread(there ? next : Math.max(0, next - 1));
  }
}
