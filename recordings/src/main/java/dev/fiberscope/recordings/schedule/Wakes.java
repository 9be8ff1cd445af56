package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.Storage;
import java.util.Arrays;

/** What put the fiber of each slice in line, and who was still in line at the end. */
final class Wakes {
  private static final int NONE = Submits.NONE;
  private static final int DERIVED = 1 << 30;
  private static final int ITSELF = 1 << 29;
  private static final int SUBMIT = ITSELF - 1;

  private final Submits submits;
  // A submit with its flags, or NONE.
  private final IntColumn ofSlice;
  private final IntColumn sliceOf;
  private final LongArrayList pending = new LongArrayList();
  private long[] pendingSorted = {};
  private final IntIntHashMap pendingItself = new IntIntHashMap();
  private QueueLengths lengths = QueueLengths.NOT_RECORDED;
  private int neverRan;
  private int started;
  private int began;

  Wakes(Storage work, Slices slices, Submits submits) {
    this.submits = submits;
    ofSlice = filled(work, slices.count());
    sliceOf = filled(work, submits.count());
  }

  private static IntColumn filled(Storage work, int rows) {
    IntColumn column = IntColumn.sized(work, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, NONE);
    }
    return column;
  }

  void match(int slice, int submit, boolean derived, boolean itself) {
    ofSlice.set(slice, submit | (derived ? DERIVED : 0) | (itself ? ITSELF : 0));
    sliceOf.set(submit, slice);
  }

  void unmatch(int submit) {
    ofSlice.set(sliceOf.get(submit), NONE);
    sliceOf.set(submit, NONE);
  }

  /** Makes a match inferred. */
  void doubt(int slice) {
    if (ofSlice.get(slice) != NONE) {
      ofSlice.set(slice, ofSlice.get(slice) & ~DERIVED);
    }
  }

  boolean isTaken(int submit) {
    return sliceOf.get(submit) != NONE;
  }

  /** Tells that a submit had no mount until the end. */
  void pending(int submit, boolean start) {
    if (start) {
      neverRan++;
    } else {
      pending.add(submits.time(submit));
    }
  }

  void pendingItself(int fiber, int submit) {
    pendingItself.put(fiber, submit);
  }

  /** Tells how many starts there were, and how many fibers began to run. */
  void starts(int all, int running) {
    started = all;
    began = running;
  }

  /** Tells how long the lines were, when all else is told. */
  void lengths(QueueLengths all) {
    lengths = all;
    pendingSorted = pending.toArray();
    Arrays.sort(pendingSorted);
  }

  /** True if submits were recorded. */
  boolean areRecorded() {
    return submits.count() > 0;
  }

  /** The submit that a slice came from, or {@link Submits#NONE}. */
  int submit(int slice) {
    // Slices of the engine's own carriers have none.
    int submit = slice < ofSlice.size() ? ofSlice.get(slice) : NONE;
    return submit == NONE ? NONE : submit & SUBMIT;
  }

  /** True if the fiber had been woken before it had left, by nobody knows whom, or yielded. */
  boolean isItself(int slice) {
    return submit(slice) != NONE && (ofSlice.get(slice) & ITSELF) != 0;
  }

  Evidence evidence(int slice) {
    return (ofSlice.get(slice) & DERIVED) != 0 ? Evidence.DERIVED : Evidence.INFERRED;
  }

  long time(int submit) {
    return submits.time(submit);
  }

  int waker(int submit) {
    return submits.thread(submit);
  }

  boolean isStart(int submit) {
    return submits.isStart(submit);
  }

  /** When a fiber that had just left was put in line again, without having run since; or -1. */
  long pendingItself(int fiber) {
    return pendingItself.containsKey(fiber) ? submits.time(pendingItself.get(fiber)) : NONE;
  }

  /** The earliest wake from a time on whose fiber had not run by the end, or {@link #NONE}. */
  long pendingSince(long time) {
    int place = Arrays.binarySearch(pendingSorted, time);
    int first = place < 0 ? -place - 1 : place;
    return first < pendingSorted.length ? pendingSorted[first] : NONE;
  }

  /** How many fibers had been started and had not run by the end; nothing else is known of them. */
  int neverRan() {
    return Math.clamp(started - began, 0, neverRan);
  }

  QueueLengths lengths() {
    return lengths;
  }
}
