package dev.fiberscope.recordings.schedule;

import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Which submit started which fiber. No event says so, but ids are given in the order in which
 * threads are made, and a thread is mostly started by who made it, in the same order. So the n-th
 * fiber by id belongs to the n-th start by the moment its fiber was made; platform threads take ids
 * too.
 */
final class StartOrder {
  /** Threads that make fibers within this time may be given their ids in another order. */
  private static final long SAME_TIME_NANOS = 20_000;

  private static final int[] NEIGHBOURS = {1, -1, 2, -2};

  private final int[] starts;
  private final LongColumn made;
  private final int[] rank;
  private int count;
  private int shift;
  private int began;

  StartOrder(Storage work, SchedulingLog log, Submits submits, ThreadTable threads) {
    made = made(work, log, submits, threads.count());
    starts = startsBy(work, submits, made::get);
    rank = ranks(work, threads);
  }

  /** How many starts there were. */
  int starts() {
    return starts.length;
  }

  /** How many fibers began to run. */
  int began() {
    return began;
  }

  /** When the fiber of each start was made; when it was started, if another thread made it. */
  private static LongColumn made(
      Storage work, SchedulingLog log, Submits submits, int threadCount) {
    LongColumn made = new LongColumn(work);
    RowsByKey creates = log.creates(work, threadCount);
    int[] next = new int[threadCount];
    for (int thread = 0; thread < threadCount; thread++) {
      next[thread] = creates.first(thread);
    }
    for (int submit = 0; submit < submits.count(); submit++) {
      made.add(submits.time(submit));
    }
    for (int submit : startsBy(work, submits, submits::time)) {
      int thread = submits.thread(submit);
      if (next[thread] < creates.first(thread + 1)) {
        long created = log.create(creates.row(next[thread]));
        if (created <= submits.time(submit)) {
          made.set(submit, created);
          next[thread]++;
        }
      }
    }
    return made;
  }

  /** All starts, sorted. */
  private static int[] startsBy(Storage work, Submits submits, IntToLongFunction time) {
    return new RowsByKey(work, 1, submits.count(), submit -> submits.isStart(submit) ? 0 : -1, time)
        .rows(0);
  }

  private int[] ranks(Storage work, ThreadTable threads) {
    int[] ranks = new int[threads.count()];
    RowsByKey byId =
        new RowsByKey(work, 1, threads.count(), thread -> isCounted(threads, thread), threads::id);
    int others = 0;
    long firstId = -1;
    for (int place = byId.first(0); place < byId.first(1); place++) {
      int thread = byId.row(place);
      if (threads.kind(thread) != ThreadTable.Kind.FIBER) {
        others += firstId < 0 ? 0 : 1;
      } else {
        firstId = firstId < 0 ? threads.id(thread) : firstId;
        began++;
        ranks[thread] = (int) (threads.id(thread) - firstId) - others;
      }
    }
    return ranks;
  }

  private static int isCounted(ThreadTable threads, int thread) {
    boolean fiber = threads.kind(thread) == ThreadTable.Kind.FIBER;
    return fiber && threads.start(thread) == ThreadTable.NOT_RECORDED ? -1 : 0;
  }

  /**
   * The submit that most likely started a fiber, or {@link Submits#NONE}. To be asked in the order
   * of time.
   *
   * @param mounted when the fiber began to run
   */
  int of(int fiber, long mounted) {
    while (count < starts.length && made.get(starts[count]) <= mounted) {
      count++;
    }
    // Some ids may belong to threads that the recording does not know.
    shift = Math.min(shift, count - 1 - rank[fiber]);
    return at(rank[fiber] + shift);
  }

  private int at(int place) {
    return place >= 0 && place < starts.length ? starts[place] : Submits.NONE;
  }

  /**
   * Another submit that may have started a fiber, because both fibers were made at the same time;
   * the fiber of that one is then given this one's. {@link Submits#NONE} if there is none.
   *
   * @param likely true for a submit that would be better
   */
  int swapped(int fiber, IntPredicate likely) {
    int place = rank[fiber] + shift;
    for (int offset : NEIGHBOURS) {
      int other = at(place + offset);
      if (other != Submits.NONE
          && Math.abs(made.get(other) - made.get(starts[place])) < SAME_TIME_NANOS
          && likely.test(other)) {
        starts[place + offset] = starts[place];
        starts[place] = other;
        return other;
      }
    }
    return Submits.NONE;
  }
}
