package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.LongArrayList;
import java.util.Arrays;

/**
 * When every carrier was held. Timers of JDK 25 are tasks of the same scheduler: while no carrier
 * is free, waits that are over go on.
 */
final class HeldCarriers {
  /** By how much a timer may be late without anybody being told. */
  static final long LATE_NANOS = 1_000_000;

  private static final long BETWEEN_NANOS = 20_000_000;
  private static final int MOST_STRETCHES = 1 << 12;

  // Stretches of time; the chain of each is since when nobody could have run a timer.
  private final LongArrayList starts = new LongArrayList();
  private final LongArrayList ends = new LongArrayList();
  private final LongArrayList chains = new LongArrayList();

  // Long slices that went on when the last window ended.
  private LongArrayList begins = new LongArrayList();
  private LongArrayList finishes = new LongArrayList();
  // When carriers idled in this window, by the time they began, and up to when at most until then.
  private long[] idleStarts = {};
  private long[] idleUntil = {};
  private long idledBefore = Long.MIN_VALUE;

  /** Tells of a slice that began in an earlier window and is not over. */
  void addOpen(long start, long horizon) {
    if (horizon - start >= LATE_NANOS) {
      begins.add(start);
      finishes.add(horizon);
    }
  }

  /**
   * Takes in a window, behind the slices that are still open.
   *
   * @param slices by time; those that are not over end with the window
   * @param carriers how many there are
   * @param idle rows of waits of carriers by time
   * @param before the end of the window before
   */
  void add(Slices slices, int carriers, WaitLog waits, int[] idle, long before, long horizon) {
    if (idleUntil.length > 0) {
      idledBefore = Math.max(idledBefore, idleUntil[idleUntil.length - 1]);
    }
    idleStarts = new long[idle.length];
    idleUntil = new long[idle.length];
    long until = Long.MIN_VALUE;
    for (int i = 0; i < idle.length; i++) {
      until = Math.max(until, waits.end(idle[i]));
      idleStarts[i] = waits.start(idle[i]);
      idleUntil[i] = until;
    }
    int kept = starts.size();
    while (kept > 0 && ends.get(kept - 1) > before) {
      kept--;
    }
    kept(kept);
    LongArrayList openBegins = new LongArrayList();
    LongArrayList openFinishes = new LongArrayList();
    for (int row = 0; row < slices.count(); row++) {
      long end = slices.isOpen(row) ? horizon : slices.end(row);
      if (end - slices.start(row) >= LATE_NANOS) {
        begins.add(slices.start(row));
        finishes.add(end);
        if (end > horizon) {
          openBegins.add(slices.start(row));
          openFinishes.add(end);
        }
      }
    }
    sweep(carriers);
    begins = openBegins;
    finishes = openFinishes;
  }

  private void kept(int count) {
    starts.resize(count);
    ends.resize(count);
    chains.resize(count);
    if (count > MOST_STRETCHES) {
      starts.removeRange(0, count - MOST_STRETCHES / 2);
      ends.removeRange(0, count - MOST_STRETCHES / 2);
      chains.removeRange(0, count - MOST_STRETCHES / 2);
    }
  }

  private void sweep(int carriers) {
    long[] from = begins.toArray();
    long[] to = finishes.toArray();
    Arrays.sort(from);
    Arrays.sort(to);
    int held = 0;
    int begin = 0;
    int finish = 0;
    while (finish < to.length) {
      if (begin < from.length && from[begin] < to[finish]) {
        held++;
        if (held == carriers) {
          stretch(from[begin], to[finish]);
        }
        begin++;
      } else {
        held--;
        finish++;
      }
    }
  }

  private void stretch(long start, long end) {
    int last = starts.size() - 1;
    // What was in line when a stretch ended may have come before the timer.
    boolean goesOn =
        last >= 0
            && start - ends.get(last) < BETWEEN_NANOS
            && !somebodyIdled(ends.get(last), start);
    chains.add(goesOn ? chains.get(last) : start);
    starts.add(start);
    ends.add(end);
  }

  /**
   * Since when nobody could have run a timer that was run at a time: when the last stretch began in
   * which all carriers were held, if none was free since. That time itself if somebody could.
   */
  long since(long time) {
    int last = lastBefore(time);
    return last < 0 || ends.get(last) < time && somebodyIdled(ends.get(last), time)
        ? time
        : chains.get(last);
  }

  /** Since when no carrier was free at the end of the session; that end if one was. */
  long sinceAtEnd(long sessionEnd) {
    int last = lastBefore(sessionEnd);
    return last < 0 || ends.get(last) < sessionEnd ? sessionEnd : starts.get(last);
  }

  private int lastBefore(long time) {
    int place = Arrays.binarySearch(starts.buffer, 0, starts.size(), time);
    return place < 0 ? -place - 2 : place - 1;
  }

  private boolean somebodyIdled(long from, long to) {
    if (idledBefore > from) {
      return true;
    }
    int place = Arrays.binarySearch(idleStarts, to);
    int last = place < 0 ? -place - 2 : place;
    return last >= 0 && idleUntil[last] > from;
  }
}
