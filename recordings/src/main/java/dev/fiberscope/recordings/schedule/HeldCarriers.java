package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.RowsByKey;
import java.util.Arrays;

/**
 * When every carrier was held. Timers of JDK 25 are tasks of the same scheduler: while no carrier
 * is free, waits that are over go on.
 */
final class HeldCarriers {
  /** By how much a timer may be late without anybody being told. */
  static final long LATE_NANOS = 1_000_000;

  private static final long BETWEEN_NANOS = 20_000_000;

  private final WaitLog waits;
  private final SortedRows rows;
  private final int threads;
  private final long[] starts;
  private final long[] ends;

  HeldCarriers(Slices slices, WaitLog waits, SortedRows rows, int threads) {
    this.waits = waits;
    this.rows = rows;
    this.threads = threads;
    LongArrayList begin = new LongArrayList();
    LongArrayList end = new LongArrayList();
    int carriers = 0;
    RowsByKey ofCarrier = rows.slicesOfCarrier();
    for (int carrier = 0; carrier < threads; carrier++) {
      carriers += ofCarrier.first(carrier) < ofCarrier.first(carrier + 1) ? 1 : 0;
      for (int place = ofCarrier.first(carrier); place < ofCarrier.first(carrier + 1); place++) {
        int slice = ofCarrier.row(place);
        if (slices.end(slice) - slices.start(slice) >= LATE_NANOS) {
          begin.add(slices.start(slice));
          end.add(slices.end(slice));
        }
      }
    }
    long[] begins = begin.toArray();
    long[] finishes = end.toArray();
    Arrays.sort(begins);
    Arrays.sort(finishes);
    LongArrayList from = new LongArrayList();
    LongArrayList to = new LongArrayList();
    int held = 0;
    for (int b = 0, e = 0; e < finishes.length; ) {
      if (b < begins.length && begins[b] < finishes[e]) {
        held++;
        if (held == carriers) {
          from.add(begins[b]);
          to.add(finishes[e]);
        }
        b++;
      } else {
        held--;
        e++;
      }
    }
    starts = from.toArray();
    ends = to.toArray();
  }

  /**
   * Since when nobody could have run a timer that was run at a time: when the last stretch began in
   * which all carriers were held, if none was free since. That time itself if somebody could.
   */
  long since(long time) {
    int last = lastBefore(time);
    if (last < 0 || ends[last] < time && somebodyIdled(ends[last], time)) {
      return time;
    }
    // What was in line when a stretch ended may have come before the timer.
    while (last > 0
        && starts[last] - ends[last - 1] < BETWEEN_NANOS
        && !somebodyIdled(ends[last - 1], starts[last])) {
      last--;
    }
    return starts[last];
  }

  /** Since when no carrier was free at the end of the session; that end if one was. */
  long sinceAtEnd(long sessionEnd) {
    int last = lastBefore(sessionEnd);
    return last < 0 || ends[last] < sessionEnd ? sessionEnd : starts[last];
  }

  private int lastBefore(long time) {
    int place = Arrays.binarySearch(starts, time);
    return place < 0 ? -place - 2 : place - 1;
  }

  private boolean somebodyIdled(long from, long to) {
    for (int carrier = 0; carrier < threads; carrier++) {
      if (rows.slicesOfCarrier().first(carrier) < rows.slicesOfCarrier().first(carrier + 1)) {
        int place = rows.waitsOf().lastUpTo(carrier, to);
        if (place >= rows.waitsOf().first(carrier) && waits.end(rows.waitsOf().row(place)) > from) {
          return true;
        }
      }
    }
    return false;
  }
}
