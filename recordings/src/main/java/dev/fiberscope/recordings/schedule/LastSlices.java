package dev.fiberscope.recordings.schedule;

import java.util.Arrays;

/**
 * The last slice of each fiber while a window is replayed: of the window, else as it was before.
 */
final class LastSlices {
  private static final int NONE = -1;

  private final Slices slices;
  private final Locals locals;
  private final FiberStates states;
  // By the fiber's number in the window.
  private final int[] rows;

  /**
   * @param states as they were before the window
   */
  LastSlices(Slices slices, Locals locals, FiberStates states) {
    this.slices = slices;
    this.locals = locals;
    this.states = states;
    rows = new int[locals.count()];
    Arrays.fill(rows, NONE);
  }

  /** Tells that a fiber begins a slice. */
  void mounted(int fiber, int slice) {
    rows[locals.find(fiber)] = slice;
  }

  private int row(int fiber) {
    int number = locals.find(fiber);
    return number < 0 || number >= rows.length ? NONE : rows[number];
  }

  boolean hasRun(int fiber) {
    return row(fiber) != NONE || states.hasRun(fiber);
  }

  long start(int fiber) {
    int row = row(fiber);
    return row == NONE ? states.start(fiber) : slices.start(row);
  }

  long end(int fiber) {
    int row = row(fiber);
    return row == NONE ? states.end(fiber) : slices.end(row);
  }

  /** The carrier of it; for a fiber that has run. */
  int carrier(int fiber) {
    int row = row(fiber);
    return row == NONE ? states.carrier(fiber) : slices.carrier(row);
  }
}
