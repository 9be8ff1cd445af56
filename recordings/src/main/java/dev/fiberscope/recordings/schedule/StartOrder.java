package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongArrayDeque;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.ObjectCursor;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which submit started which fiber. No event says so, but ids are given in the order in which
 * threads are made, and a thread is mostly started by who made it, in the same order. So the n-th
 * fiber by id belongs to the n-th start by the moment its fiber was made; platform threads take ids
 * too.
 */
final class StartOrder {
  /** Threads that make fibers within this time may be given their ids in another order. */
  private static final long SAME_TIME_NANOS = 20_000;

  /** Starts that fibers may still be compared with after others have taken them. */
  private static final int KEPT = 1 << 12;

  /** Threads that may be told of later than fibers that were made after them. */
  private static final int MOST_UNKNOWN = 64;

  private static final int MOST_KEPT = 1 << 20;

  /** Who makes a fiber starts it sooner than this, or never. */
  private static final long LATEST_START_NANOS = 10_000_000_000L;

  private static final int[] NEIGHBOURS = {1, -1, 2, -2};
  private static final long NONE = -1;

  private final int jvm;
  private final Submits submits;
  private final ThreadTable threads;

  // By the moment the fiber was made; the first one has the number `base`.
  private final IntArrayList starts = new IntArrayList();
  private final LongArrayList made = new LongArrayList();
  private long base;
  // How many starts, those dropped too, are of fibers that were made by now.
  private long count;
  private long shift;
  // Of each time that it was shifted: the fiber whose id seemed too large.
  private final LongArrayList shiftedFor = new LongArrayList();
  private final IntObjectHashMap<LongArrayDeque> creates = new IntObjectHashMap<>();
  // Ids of threads that are no fibers, sorted.
  private final LongArrayList others = new LongArrayList();
  private int threadsSeen;
  private long firstId = NONE;
  private int began;

  StartOrder(int jvm, Submits submits, ThreadTable threads) {
    this.jvm = jvm;
    this.submits = submits;
    this.threads = threads;
  }

  /** How many starts there were. */
  long starts() {
    return base + starts.size();
  }

  /** How many fibers began to run. */
  int began() {
    return began;
  }

  /**
   * Tells of what a window has.
   *
   * @param createThreads who made a fiber at each time
   */
  void add(IntArrayList createThreads, LongArrayList createTimes) {
    threads();
    for (int row : TimeOrder.of(createTimes, Long.MAX_VALUE)) {
      LongArrayDeque ofThread = creates.get(createThreads.get(row));
      if (ofThread == null) {
        ofThread = new LongArrayDeque();
        creates.put(createThreads.get(row), ofThread);
      }
      ofThread.addLast(createTimes.get(row));
    }
    // Also those that are not settled: their fibers may have been made before others.
    for (int submit : TimeOrder.of(submits.times, Long.MAX_VALUE)) {
      if (submits.isNewStart(submit)) {
        start(submit);
      }
    }
  }

  private void threads() {
    for (; threadsSeen < threads.count(); threadsSeen++) {
      if (JvmId.jvm(threads.jvmId(threadsSeen)) == jvm) {
        long id = threads.id(threadsSeen);
        if (threads.kind(threadsSeen) != ThreadTable.Kind.FIBER) {
          others.insert(upTo(id), id);
          takeBackFor(id);
        } else if (threads.start(threadsSeen) != ThreadTable.NOT_RECORDED) {
          began++;
          if (starts.isEmpty() && base == 0) {
            firstId = firstId == NONE ? id : Math.min(firstId, id);
          }
        }
      }
    }
  }

  /** A thread that was not known may be why ids of later fibers seemed too large. */
  private void takeBackFor(long id) {
    for (int i = 0; i < shiftedFor.size(); i++) {
      if (shiftedFor.get(i) > id) {
        shiftedFor.removeAt(i);
        shift++;
        return;
      }
    }
  }

  /** How many other threads have an id up to one. */
  private int upTo(long id) {
    int place = Arrays.binarySearch(others.buffer, 0, others.size(), id);
    return place < 0 ? -place - 1 : place + 1;
  }

  private void start(int submit) {
    long time = submits.time(submit);
    long moment = time;
    LongArrayDeque ofThread = creates.get(submits.thread(submit));
    if (ofThread != null && !ofThread.isEmpty() && ofThread.getFirst() <= time) {
      moment = ofThread.removeFirst();
    }
    int place = made.size();
    while (place > 0 && made.get(place - 1) > moment) {
      place--;
    }
    made.insert(place, moment);
    starts.insert(place, submit);
    if (base + place < count) {
      count++;
    }
  }

  private long rank(int fiber) {
    long id = threads.id(fiber);
    return id - firstId - (upTo(id) - upTo(firstId));
  }

  /**
   * The submit that most likely started a fiber, or {@link Submits#NONE}. To be asked in the order
   * of time.
   *
   * @param mounted when the fiber began to run
   */
  int of(int fiber, long mounted) {
    while (count < starts() && made.get((int) (count - base)) <= mounted) {
      count++;
    }
    if (firstId == NONE) {
      firstId = threads.id(fiber);
    }
    // Some ids may belong to threads that the recording does not know.
    long possible = Math.min(shift, count - 1 - rank(fiber));
    for (long i = Math.min(shift - possible, MOST_UNKNOWN); i > 0; i--) {
      shiftedFor.add(threads.id(fiber));
    }
    shift = possible;
    return at(rank(fiber) + shift);
  }

  private int at(long place) {
    return place >= base && place < starts() ? starts.get((int) (place - base)) : Submits.NONE;
  }

  /**
   * Another submit that may have started a fiber, because both fibers were made at the same time;
   * the fiber of that one is then given this one's. {@link Submits#NONE} if there is none.
   *
   * @param likely true for a submit that would be better
   */
  int swapped(int fiber, IntPredicate likely) {
    int place = (int) (rank(fiber) + shift - base);
    for (int offset : NEIGHBOURS) {
      int other = at(base + place + offset);
      if (other != Submits.NONE
          && Math.abs(made.get(place + offset) - made.get(place)) < SAME_TIME_NANOS
          && likely.test(other)) {
        starts.set(place + offset, starts.get(place));
        starts.set(place, other);
        return other;
      }
    }
    return Submits.NONE;
  }

  /** Marks the submits that fibers of later windows may be compared with. */
  void markNeeded(boolean[] needed) {
    int recent = (int) Math.max(0, count - base - KEPT);
    for (int i = recent; i < starts.size(); i++) {
      if (starts.get(i) != Submits.NONE) {
        needed[starts.get(i)] = true;
      }
    }
  }

  void endWindow(int[] newRows) {
    for (int i = 0; i < starts.size(); i++) {
      int submit = starts.get(i);
      starts.set(i, submit == Submits.NONE ? Submits.NONE : newRows[submit]);
    }
    int gone = Math.max(0, starts.size() - MOST_KEPT);
    long recent = Math.min(starts.size(), count - base - KEPT);
    while (gone < recent && starts.get(gone) == Submits.NONE) {
      gone++;
    }
    starts.removeRange(0, gone);
    made.removeRange(0, gone);
    base += gone;
  }

  /** Drops fibers that were made so long ago that nobody will start them. */
  void dropBefore(long now) {
    for (ObjectCursor<LongArrayDeque> ofThread : creates.values()) {
      while (!ofThread.value.isEmpty() && ofThread.value.getFirst() < now - LATEST_START_NANOS) {
        ofThread.value.removeFirst();
      }
    }
  }
}
