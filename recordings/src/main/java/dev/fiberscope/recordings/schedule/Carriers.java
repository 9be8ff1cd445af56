package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is known of each platform thread that had Java-level events, from window to window. */
final class Carriers {
  /** One of them; it carries fibers if it had slices. */
  static final class Carrier {
    final int thread;
    final CarrierRun run = new CarrierRun();

    /** True as soon as one of its slices was seen. */
    boolean hasSlices;

    /** When the last of its slices ended that a window has taken. */
    long lastEnd = Long.MIN_VALUE;

    // Of the slice that it is in, or was in last, while windows are replayed.
    int fiber = ThreadTable.NO_THREAD;
    long start = Long.MIN_VALUE;
    long end = Long.MIN_VALUE;
    long idleUntil = Long.MIN_VALUE;

    /** The slice that it was in when the last window ended, if that was not over. */
    OpenSlice open;

    private Carrier(int thread) {
      this.thread = thread;
    }

    /** Since when it may have taken somebody without having begun a slice. */
    long betweenSlicesSince() {
      return Math.max(idleUntil, end);
    }
  }

  private final List<Carrier> byThread = new ArrayList<>();
  private final List<Carrier> all = new ArrayList<>();

  /** What is known of a platform thread. */
  Carrier of(int thread) {
    Carrier known = find(thread);
    if (known == null) {
      known = new Carrier(thread);
      byThread.addAll(Collections.nCopies(Math.max(0, thread + 1 - byThread.size()), null));
      byThread.set(thread, known);
      all.add(known);
    }
    return known;
  }

  private Carrier find(int thread) {
    return thread < byThread.size() ? byThread.get(thread) : null;
  }

  /** True if a thread carries fibers. */
  boolean isCarrier(int thread) {
    Carrier known = find(thread);
    return known != null && known.hasSlices;
  }

  List<Carrier> all() {
    return all;
  }

  /** How many carry fibers. */
  int count() {
    int count = 0;
    for (Carrier carrier : all) {
      count += carrier.hasSlices ? 1 : 0;
    }
    return count;
  }
}
