package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;

/**
 * A line of fibers that wait for a carrier, as the scheduler of JDK 25 keeps them: a carrier's own,
 * or the one outside that a platform thread puts fibers into. The oldest is taken first.
 */
final class RunQueue {
  private static final int MOST_TAKEN = 256;

  final boolean own;

  /** Submits; those that were taken out of turn are still there. */
  final IntArrayDeque line = new IntArrayDeque();

  /** The last slices of this window whose fiber came from here. */
  final IntArrayDeque taken = new IntArrayDeque();

  /** Those since it was certain what is in the line. */
  final IntArrayList sinceCertain = new IntArrayList();

  /** True if nothing that happened since then leaves a choice of what is in the line. */
  boolean certain;

  /** True while it is among the lines that may have somebody in them. */
  boolean listed;

  private int passedOver = Submits.NONE;
  private int times;

  RunQueue(boolean own) {
    this.own = own;
  }

  void take(int slice) {
    sinceCertain.add(slice);
    taken.addLast(slice);
    if (taken.size() > MOST_TAKEN) {
      taken.removeFirst();
    }
  }

  void isCertain() {
    sinceCertain.elementsCount = 0;
    certain = true;
  }

  /**
   * Tells that somebody behind the first one was taken.
   *
   * @return how often that has happened to the same one
   */
  int passedOver() {
    int first = line.getFirst();
    times = first == passedOver ? times + 1 : 1;
    passedOver = first;
    return times;
  }

  /** Forgets the slices of a window that is over; what was said of them stays. */
  void endWindow(int[] newSubmits) {
    taken.clear();
    sinceCertain.elementsCount = 0;
    passedOver = Submits.NONE;
    int[] old = new int[line.size()];
    int count = 0;
    for (IntCursor each : line) {
      old[count++] = each.value;
    }
    line.clear();
    for (int submit : old) {
      if (newSubmits[submit] != Submits.NONE) {
        line.addLast(newSubmits[submit]);
      }
    }
  }
}
