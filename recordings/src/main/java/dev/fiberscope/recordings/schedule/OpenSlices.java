package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.ObjectCursor;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.BitSet;

/** The slices of a window whose fiber is not known, by time. */
final class OpenSlices {
  private static final int NONE = ThreadTable.NO_THREAD;

  /** Parts of the window that are marked if a slice lies in them: most moments lie in others. */
  private static final int PARTS_BITS = 16;

  private final Slices slices;
  // By carrier, by the time they begin.
  private final IntObjectHashMap<IntArrayList> ofCarrier = new IntObjectHashMap<>();
  private final BitSet parts = new BitSet();
  private long earliest = Long.MAX_VALUE;
  private int partShift;

  /**
   * @param slices by time
   */
  OpenSlices(Slices slices) {
    this.slices = slices;
    long latest = Long.MIN_VALUE;
    for (int row = 0; row < slices.count(); row++) {
      if (!slices.assigned(row)) {
        IntArrayList rows = ofCarrier.get(slices.carrier(row));
        if (rows == null) {
          rows = new IntArrayList();
          ofCarrier.put(slices.carrier(row), rows);
        }
        rows.add(row);
        earliest = Math.min(earliest, slices.start(row));
        latest = Math.max(latest, slices.end(row));
      }
    }
    long range = Math.max(1, latest - earliest);
    partShift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(range) - PARTS_BITS);
    for (ObjectCursor<IntArrayList> rows : ofCarrier.values()) {
      for (int i = 0; i < rows.value.size(); i++) {
        int row = rows.value.get(i);
        parts.set(part(slices.start(row)), part(slices.end(row)) + 1);
      }
    }
  }

  private int part(long time) {
    return Math.clamp(time - earliest >>> partShift, 0, 1 << PARTS_BITS);
  }

  boolean isEmpty() {
    return ofCarrier.isEmpty();
  }

  void removeAssigned() {
    for (ObjectCursor<IntArrayList> rows : ofCarrier.values()) {
      rows.value.removeAll(slices::assigned);
    }
  }

  /** False if none is at a time. */
  boolean mayBeAt(long time) {
    return time >= earliest && parts.get(part(time));
  }

  boolean isAt(long time) {
    for (ObjectCursor<IntArrayList> rows : ofCarrier.values()) {
      if (sliceAt(rows.value, time) != NONE) {
        return true;
      }
    }
    return false;
  }

  /** The slice that a fiber may have been in at that time, if there is just one. */
  int onlyOneAt(FiberSlices own, long time) {
    int only = NONE;
    for (ObjectCursor<IntArrayList> rows : ofCarrier.values()) {
      int slice = sliceAt(rows.value, time);
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
