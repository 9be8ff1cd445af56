package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The slices whose fiber is not known, by time. */
final class OpenSlices {
  private static final int NONE = ThreadTable.NO_THREAD;

  /** Parts of the session that are marked if a slice lies in them: most moments lie in others. */
  private static final int PARTS_BITS = 20;

  private final Slices slices;
  // Of each carrier that has any, by the time they begin.
  private final List<IntArrayList> ofCarrier = new ArrayList<>();
  private final BitSet parts = new BitSet();
  private final int partShift;

  OpenSlices(Slices slices, int threads) {
    this.slices = slices;
    RowsByKey open = slices.openByCarrier(threads);
    long latest = 1;
    for (int carrier = 0; carrier < threads; carrier++) {
      if (open.first(carrier) < open.first(carrier + 1)) {
        IntArrayList rows = IntArrayList.from(open.rows(carrier));
        ofCarrier.add(rows);
        for (int i = 0; i < rows.size(); i++) {
          latest = Math.max(latest, slices.end(rows.get(i)));
        }
      }
    }
    partShift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(latest) - PARTS_BITS);
    for (IntArrayList rows : ofCarrier) {
      for (int i = 0; i < rows.size(); i++) {
        parts.set(part(slices.start(rows.get(i))), part(slices.end(rows.get(i))) + 1);
      }
    }
  }

  private int part(long time) {
    return (int) Math.min(1 << PARTS_BITS, time >>> partShift);
  }

  boolean isEmpty() {
    return ofCarrier.isEmpty();
  }

  /** How many carriers have any. */
  int carriers() {
    return ofCarrier.size();
  }

  void removeAssigned() {
    ofCarrier.forEach(open -> open.removeAll(slices::assigned));
  }

  boolean isAt(long time) {
    if (parts.get(part(time))) {
      for (IntArrayList open : ofCarrier) {
        if (sliceAt(open, time) != NONE) {
          return true;
        }
      }
    }
    return false;
  }

  /** The slice that a fiber may have been in at that time, if there is just one. */
  int onlyOneAt(FiberSlices own, long time) {
    int only = NONE;
    for (IntArrayList open : ofCarrier) {
      int slice = sliceAt(open, time);
      if (slice != NONE && !own.cover(slices.start(slice), slices.end(slice))) {
        if (only != NONE) {
          return NONE;
        }
        only = slice;
      }
    }
    return only;
  }

  private int sliceAt(IntArrayList sorted, long time) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slices.end(sorted.get(middle)) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < sorted.size() && slices.contains(sorted.get(low), time) ? sorted.get(low) : NONE;
  }
}
