package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Arrays;

/** Where submits happened, and which of them were made by others. */
final class SubmitPlaces {
  private final Submits submits;
  private final ThreadTable threads;
  private final FiberStates states;

  SubmitPlaces(Submits submits, ThreadTable threads, FiberStates states) {
    this.submits = submits;
    this.threads = threads;
    this.states = states;
  }

  /**
   * The submits of a window, those up to a time that no window before had, with their places.
   *
   * @param ofFiber the slices of each fiber
   * @return rows by time
   */
  int[] settle(Slices active, ThreadRows ofFiber, Locals locals, long horizon) {
    int[] rows = TimeOrder.of(submits.times, horizon);
    int count = 0;
    for (int row : rows) {
      if (!submits.isSettled(row)) {
        submits.markSettled(row);
        rows[count++] = row;
      }
    }
    rows = Arrays.copyOf(rows, count);
    for (int row : rows) {
      if (submits.place(row) == ThreadTable.NO_THREAD) {
        submits.place(row, place(row, active, ofFiber));
      }
    }
    markInner(rows, locals);
    return rows;
  }

  /** Where one happened of which the file order does not tell. */
  private int place(int row, Slices active, ThreadRows ofFiber) {
    int thread = submits.thread(row);
    if (threads.kind(thread) != ThreadTable.Kind.FIBER) {
      return thread;
    }
    long time = submits.time(row);
    int place = ofFiber.lastUpTo(thread, time);
    if (place >= ofFiber.first(thread)) {
      int slice = ofFiber.row(place);
      // Where nothing tells, it is a line of its own.
      return active.end(slice) >= time ? active.carrier(slice) : thread;
    }
    return states.end(thread) >= time ? states.carrier(thread) : thread;
  }

  /** Finds calls within calls whose buffers were written apart. */
  private void markInner(int[] rows, Locals locals) {
    int[] outers = {};
    for (int row : rows) {
      int number = locals.number(submits.place(row));
      if (number >= outers.length) {
        outers = Arrays.copyOf(outers, 2 * number + 8);
      }
      int outer = outers[number] - 1;
      if (outer >= 0
          && submits.thread(outer) == submits.thread(row)
          && submits.end(row) <= submits.end(outer)) {
        submits.markInner(row, outer);
      } else {
        outers[number] = row + 1;
      }
    }
  }
}
