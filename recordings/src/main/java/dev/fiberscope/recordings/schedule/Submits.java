package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.ThreadTable;

/**
 * Every time a fiber was put in line for a carrier, as long as it matters: by whom, where and when.
 * Which fiber it was, no event says. Of calls within calls only the outermost counts.
 */
final class Submits {
  static final int NONE = -1;

  /** What a submit ended. */
  enum Cause {
    START,
    /** The fiber itself was in line again as soon as it left. */
    ITSELF,
    TIMER,
    MONITOR,
    WAKE
  }

  private static final Cause[] CAUSES = Cause.values();
  private static final Kind[] KINDS = Kind.values();
  private static final int NESTED = 1 << 8;
  private static final int INNER = 1 << 9;
  private static final int TAKEN = 1 << 10;
  private static final int GONE = 1 << 11;
  private static final int SETTLED = 1 << 12;
  private static final int TOLD = 1 << 13;
  private static final int CAUSE_SHIFT = 14;

  private final IntArrayList threads = new IntArrayList();
  private final IntArrayList places = new IntArrayList();
  final LongArrayList times = new LongArrayList();
  private final LongArrayList ends = new LongArrayList();
  private final IntArrayList flags = new IntArrayList();
  // The slice of this window that it was taken for.
  private final IntArrayList slices = new IntArrayList();

  /**
   * @param place the platform thread that it happened on, or {@link ThreadTable#NO_THREAD}
   * @param nested true if it called another submit
   */
  void add(Kind kind, int thread, int place, long start, long end, boolean nested) {
    threads.add(thread);
    places.add(place);
    times.add(start);
    ends.add(end);
    flags.add(kind.ordinal() | (nested ? NESTED : 0));
    slices.add(NONE);
  }

  static boolean isSubmit(Kind kind) {
    return kind == Kind.SUBMIT
        || kind == Kind.SUBMIT_LAZILY
        || kind == Kind.SUBMIT_OUTSIDE
        || kind == Kind.START;
  }

  /**
   * Keeps those that are still needed, in the same order.
   *
   * @param needed by row
   * @return the new row of each, {@link #NONE} of those that are gone
   */
  int[] keep(boolean[] needed) {
    int[] newRows = new int[needed.length];
    int kept = 0;
    for (int row = 0; row < needed.length; row++) {
      newRows[row] = needed[row] ? kept : NONE;
      if (needed[row]) {
        threads.set(kept, threads.get(row));
        places.set(kept, places.get(row));
        times.set(kept, times.get(row));
        ends.set(kept, ends.get(row));
        flags.set(kept, flags.get(row));
        slices.set(kept, NONE);
        kept++;
      }
    }
    threads.resize(kept);
    places.resize(kept);
    times.resize(kept);
    ends.resize(kept);
    flags.resize(kept);
    slices.resize(kept);
    return newRows;
  }

  int count() {
    return threads.size();
  }

  /** Who put the fiber in line: another fiber, a platform thread or a carrier. */
  int thread(int submit) {
    return threads.get(submit);
  }

  /** The platform thread that it happened on, or {@link ThreadTable#NO_THREAD}. */
  int place(int submit) {
    return places.get(submit);
  }

  void place(int submit, int thread) {
    places.set(submit, thread);
  }

  long time(int submit) {
    return times.get(submit);
  }

  long end(int submit) {
    return ends.get(submit);
  }

  private Kind kind(int submit) {
    return KINDS[flags.get(submit) & 0xff];
  }

  private boolean is(int submit, int flag) {
    return (flags.get(submit) & flag) != 0;
  }

  private void mark(int submit, int flag, boolean set) {
    flags.set(submit, set ? flags.get(submit) | flag : flags.get(submit) & ~flag);
  }

  Cause cause(int submit) {
    return CAUSES[flags.get(submit) >> CAUSE_SHIFT];
  }

  void cause(int submit, Cause cause) {
    flags.set(submit, flags.get(submit) & (1 << CAUSE_SHIFT) - 1 | cause.ordinal() << CAUSE_SHIFT);
  }

  /**
   * True if the carrier had nobody else in its own line: {@code VirtualThread} of JDK 25 asks that
   * before it submits lazily, or outside after a yield.
   */
  boolean tellsEmpty(int submit) {
    Kind kind = kind(submit);
    return kind == Kind.SUBMIT_OUTSIDE || kind == Kind.SUBMIT_LAZILY && !is(submit, NESTED);
  }

  /** True if it goes to a line outside of the carrier's own, wherever it is made. */
  boolean isOutside(int submit) {
    Kind kind = kind(submit);
    return kind == Kind.SUBMIT_OUTSIDE || kind == Kind.START;
  }

  /** Tells that one was made by another one: their buffers were written apart. */
  void markInner(int inner, int outer) {
    mark(inner, INNER, true);
    mark(outer, NESTED, true);
  }

  boolean isStart(int submit) {
    return kind(submit) == Kind.START && !isInner(submit);
  }

  /** True if it is a start, and the first time that this is asked. */
  boolean isNewStart(int submit) {
    boolean isNew = isStart(submit) && !is(submit, TOLD);
    mark(submit, TOLD, true);
    return isNew;
  }

  /** True if it was made by another one that is here too. */
  boolean isInner(int submit) {
    return is(submit, INNER);
  }

  /** Tells that a slice of this window came from a submit; {@link #NONE} that none did. */
  void taken(int submit, int slice) {
    slices.set(submit, slice);
    mark(submit, TAKEN, slice != NONE);
  }

  boolean isTaken(int submit) {
    return is(submit, TAKEN);
  }

  /** The slice of this window that came from a submit, or {@link #NONE}. */
  int slice(int submit) {
    return slices.get(submit);
  }

  /** Tells that a window has it put in line. */
  void markSettled(int submit) {
    mark(submit, SETTLED, true);
  }

  boolean isSettled(int submit) {
    return is(submit, SETTLED);
  }

  /** Tells that it is no longer counted; false if that was known. */
  boolean markGone(int submit) {
    boolean before = is(submit, GONE);
    mark(submit, GONE, true);
    return !before;
  }
}
