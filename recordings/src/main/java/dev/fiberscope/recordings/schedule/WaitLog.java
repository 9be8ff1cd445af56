package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.ShortColumn;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;

/**
 * Stretches of time in which fibers did what makes them wait: slept, parked for a time, yielded,
 * read from a socket. They tell why a fiber was unmounted meanwhile.
 */
public final class WaitLog {
  /** Of a wait that may last for any time. */
  public static final long NO_DUE = Long.MAX_VALUE;

  private static final Why[] KINDS = Why.values();

  /** Waits within waits: a read that parks for a time, a sleep. */
  private static final int DEEPEST = 3;

  private final IntColumn fibers;
  private final LongColumn starts;
  private final LongColumn ends;
  private final ShortColumn kinds;
  private final LongColumn dues;

  public WaitLog(Storage storage) {
    fibers = new IntColumn(storage);
    starts = new LongColumn(storage);
    ends = new LongColumn(storage);
    kinds = new ShortColumn(storage);
    dues = new LongColumn(storage);
  }

  public void add(int fiber, long start, long end, Why why) {
    add(fiber, start, end, why, NO_DUE);
  }

  /**
   * @param due when the wait was to be over at the latest
   */
  public void add(int fiber, long start, long end, Why why, long due) {
    if (fiber != ThreadTable.NO_THREAD) {
      fibers.add(fiber);
      starts.add(start);
      ends.add(end);
      kinds.add((short) why.ordinal());
      dues.add(due);
    }
  }

  public int count() {
    return fibers.size();
  }

  /** Row in the thread table. */
  int fiber(int row) {
    return fibers.get(row);
  }

  long start(int row) {
    return starts.get(row);
  }

  long end(int row) {
    return ends.get(row);
  }

  /** The waits of each fiber by the time they began. */
  RowsByKey byFiber(Storage temporary, int threads) {
    return new RowsByKey(temporary, threads, count(), fibers::get, starts::get);
  }

  /**
   * The same, ready to be asked about one fiber after the other.
   *
   * @param rows as {@link #byFiber}
   */
  Reasons reasons(RowsByKey rows) {
    return new Reasons(rows);
  }

  /** Tells why fibers were unmounted. */
  final class Reasons {
    private final RowsByKey rows;
    private final RowsByKey.Cursor cursor;
    private int found;

    private Reasons(RowsByKey rows) {
      this.rows = rows;
      cursor = rows.cursor();
    }

    /**
     * Why a fiber was unmounted from {@code from} to {@code to}: the wait around it. A sleep is a
     * park for a time, so that is the answer only if there is none better.
     */
    Why around(int fiber, long from, long to) {
      Why answer = Why.UNKNOWN;
      found = -1;
      int last = cursor.lastUpTo(fiber, from);
      for (int i = last; i >= Math.max(rows.first(fiber), last - DEEPEST); i--) {
        int row = rows.row(i);
        if (ends.get(row) >= to) {
          answer = KINDS[kinds.get(row)];
          found = row;
          if (answer != Why.TIMED_PARK) {
            return answer;
          }
        }
      }
      return answer;
    }

    /** When the wait that was the last answer was to be over, or {@link #NO_DUE}. */
    long due() {
      return found < 0 ? NO_DUE : dues.get(found);
    }

    /** True if a wait of a kind was told between two times. */
    boolean endsWithin(int fiber, long from, long to, Why why) {
      for (int i = rows.lastUpTo(fiber, to); i >= rows.first(fiber); i--) {
        int row = rows.row(i);
        if (starts.get(row) < from) {
          return false;
        }
        if (kinds.get(row) == why.ordinal() && ends.get(row) <= to) {
          return true;
        }
      }
      return false;
    }
  }
}
