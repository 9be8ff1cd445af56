package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntLongHashMap;

/** Times by row, appended one by one: those of the first 39 hours take six bytes each. */
final class MomentColumn {
  private static final short LATE = Short.MIN_VALUE;

  private final IntColumn low;
  private final ShortColumn high;
  private final IntLongHashMap late = new IntLongHashMap();

  MomentColumn(Storage storage) {
    low = new IntColumn(storage);
    high = new ShortColumn(storage);
  }

  private MomentColumn(MomentColumn other) {
    low = other.low.frozen();
    high = other.high.frozen();
    late.putAll(other.late);
  }

  void add(long time) {
    long upper = time >> Integer.SIZE;
    boolean fits = (short) upper == upper && upper != LATE;
    if (!fits) {
      late.put(low.size(), time);
    }
    low.add((int) time);
    high.add(fits ? (short) upper : LATE);
  }

  int size() {
    return low.size();
  }

  long get(int row) {
    short upper = high.get(row);
    return upper == LATE
        ? late.get(row)
        : (long) upper << Integer.SIZE | Integer.toUnsignedLong(low.get(row));
  }

  /** Gives back rows below one, as far as pages go; they must not be asked for any more. */
  void dropBefore(int row) {
    low.dropBefore(row);
    high.dropBefore(row);
    late.removeAll(each -> each < row);
  }

  /** The rows of now, for readers. */
  MomentColumn frozen() {
    return new MomentColumn(this);
  }
}
