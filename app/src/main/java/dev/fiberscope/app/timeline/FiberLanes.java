package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.util.Arrays;
import java.util.List;

/**
 * Which fibers lie in which lane, in groups: fibers in the order of lanes, in a lane by time.
 * Fibers of one lane do not overlap.
 */
final class FiberLanes {
  private static final int FILTERED = -1;
  private static final int NEVER_SEEN = -2;

  private static final int STATES = State.values().length;
  // Sums up to every fourth fiber: a lane's pixel asks for two of them and at most six fibers.
  private static final int BLOCK_SHIFT = 2;

  /**
   * Fibers with something in common.
   *
   * @param firstLane its lanes end before the first one of the next group
   */
  record Group(String name, int fibers, int firstLane, int lanes) {}

  private final SpanTable spans;
  private final int[] fibers;
  private final int[] firstOfLane;
  private final List<Group> groups;
  private final int[] laneOfThread;
  private final long[] sums;

  /**
   * @param fibers rows of threads in the order of lanes
   * @param firstOfLane where each lane begins in it, and its length at the end
   * @param withoutLane rows of fibers that have no spans and so need no lane
   * @param threads how many threads there are
   */
  FiberLanes(
      SpanTable spans,
      int[] fibers,
      int[] firstOfLane,
      List<Group> groups,
      int[] withoutLane,
      int threads) {
    this.spans = spans;
    this.fibers = fibers;
    this.firstOfLane = firstOfLane;
    this.groups = List.copyOf(groups);
    laneOfThread = new int[threads];
    Arrays.fill(laneOfThread, FILTERED);
    for (int fiber : withoutLane) {
      laneOfThread[fiber] = NEVER_SEEN;
    }
    for (int lane = 0; lane < count(); lane++) {
      for (int place = firstOfLane[lane]; place < firstOfLane[lane + 1]; place++) {
        laneOfThread[fibers[place]] = lane;
      }
    }
    boolean shared = count() < fibers.length;
    sums = new long[shared ? ((fibers.length >> BLOCK_SHIFT) + 1) * STATES : 0];
    if (shared) {
      sum();
    }
  }

  private void sum() {
    long[] nanos = new long[STATES];
    for (int place = 0; place < fibers.length; place++) {
      if (place % (1 << BLOCK_SHIFT) == 0) {
        System.arraycopy(nanos, 0, sums, (place >> BLOCK_SHIFT) * STATES, STATES);
      }
      addFiber(place, nanos);
    }
    if (fibers.length % (1 << BLOCK_SHIFT) == 0) {
      System.arraycopy(nanos, 0, sums, (fibers.length >> BLOCK_SHIFT) * STATES, STATES);
    }
  }

  List<Group> groups() {
    return groups;
  }

  /** How many lanes there are. */
  int count() {
    return firstOfLane.length - 1;
  }

  /** How many fibers have a lane. */
  int fiberCount() {
    return fibers.length;
  }

  /** The lane of a thread, negative if it has none. */
  int laneOf(int thread) {
    return thread >= 0 && thread < laneOfThread.length ? laneOfThread[thread] : NEVER_SEEN;
  }

  /** True if a fiber has no lane because the filter keeps it out. */
  boolean isFiltered(int fiber) {
    return laneOf(fiber) == FILTERED;
  }

  /** The first place of a lane; its places end before {@code first(lane + 1)}. */
  int first(int lane) {
    return firstOfLane[lane];
  }

  /** The fiber at a place. */
  int fiber(int place) {
    return fibers[place];
  }

  /**
   * Adds the time that the fibers of places {@code from} to before {@code to} were in each state.
   */
  void addStateTimes(int from, int to, long[] nanos) {
    int firstBlock = (from + (1 << BLOCK_SHIFT) - 1) >> BLOCK_SHIFT;
    int lastBlock = to >> BLOCK_SHIFT;
    if (firstBlock >= lastBlock || sums.length == 0) {
      addFibers(from, to, nanos);
      return;
    }
    addFibers(from, firstBlock << BLOCK_SHIFT, nanos);
    for (int state = 0; state < STATES; state++) {
      nanos[state] += sums[lastBlock * STATES + state] - sums[firstBlock * STATES + state];
    }
    addFibers(lastBlock << BLOCK_SHIFT, to, nanos);
  }

  private void addFibers(int from, int to, long[] nanos) {
    for (int place = from; place < to; place++) {
      addFiber(place, nanos);
    }
  }

  private void addFiber(int place, long[] nanos) {
    spans.addStateTimes(fibers[place], nanos);
  }
}
