package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;

/**
 * Stretches of time in which fibers did what makes them wait: slept, parked for a time, yielded,
 * read from a socket. They tell why a fiber was unmounted meanwhile. Only those that windows to
 * come may ask for are kept.
 */
public final class WaitLog {
  /** Of a wait that may last for any time. */
  public static final long NO_DUE = Long.MAX_VALUE;

  private static final Why[] KINDS = Why.values();

  /** Waits within waits: a read that parks for a time, a sleep. */
  private static final int DEEPEST = 3;

  private final IntArrayList fibers = new IntArrayList();
  private final LongArrayList starts = new LongArrayList();
  private final LongArrayList ends = new LongArrayList();
  private final IntArrayList kinds = new IntArrayList();
  private final LongArrayList dues = new LongArrayList();

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
      kinds.add(why.ordinal());
      dues.add(due);
    }
  }

  /** Drops what was over at a time. */
  void dropUpTo(long time) {
    int kept = 0;
    for (int row = 0; row < count(); row++) {
      if (ends.get(row) > time) {
        fibers.set(kept, fibers.get(row));
        starts.set(kept, starts.get(row));
        ends.set(kept, ends.get(row));
        kinds.set(kept, kinds.get(row));
        dues.set(kept, dues.get(row));
        kept++;
      }
    }
    fibers.resize(kept);
    starts.resize(kept);
    ends.resize(kept);
    kinds.resize(kept);
    dues.resize(kept);
  }

  int count() {
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

  /** The waits of each thread by the time they began. */
  Reasons reasons(Locals locals) {
    return new Reasons(new ThreadRows(locals, fibers, starts));
  }

  /** The waits of carriers that were over at a time, by the time they began. */
  int[] idleUpTo(long time, Carriers carriers) {
    IntArrayList rows = new IntArrayList();
    LongArrayList times = new LongArrayList();
    for (int row = 0; row < count(); row++) {
      if (ends.get(row) <= time && carriers.isCarrier(fibers.get(row))) {
        rows.add(row);
        times.add(starts.get(row));
      }
    }
    int[] order = TimeOrder.of(times, Long.MAX_VALUE);
    for (int i = 0; i < order.length; i++) {
      order[i] = rows.get(order[i]);
    }
    return order;
  }

  /** Tells why fibers were unmounted. */
  final class Reasons {
    private final ThreadRows rows;
    private int found;
    private int askedFiber = ThreadTable.NO_THREAD;
    private long askedTime;
    private int askedPlace;

    private Reasons(ThreadRows rows) {
      this.rows = rows;
    }

    /**
     * Why a fiber was unmounted from {@code from} to {@code to}: the wait around it. A sleep is a
     * park for a time, so that is the answer only if there is none better.
     */
    Why around(int fiber, long from, long to) {
      Why answer = Why.UNKNOWN;
      found = -1;
      int last = lastUpTo(fiber, from);
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

    /** As {@link ThreadRows#lastUpTo}; it is mostly behind the answer before. */
    private int lastUpTo(int fiber, long time) {
      int place = fiber == askedFiber && time >= askedTime ? askedPlace : -1;
      if (place < rows.first(fiber)) {
        place = rows.lastUpTo(fiber, time);
      } else {
        int end = rows.end(fiber);
        while (place + 1 < end && starts.get(rows.row(place + 1)) <= time) {
          place++;
        }
      }
      askedFiber = fiber;
      askedTime = time;
      askedPlace = place;
      return place;
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
