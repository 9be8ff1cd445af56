package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;

/** Mount slices of a window: stretches of time that a carrier ran some fiber. */
final class Slices {
  /** The time of a yield that is not known. */
  static final long NO_YIELD = Long.MIN_VALUE;

  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final Why[] WHY = Why.values();
  private static final int EVIDENCE_BITS = 0xf;
  private static final int IN_LINE = 1 << 8;
  private static final int AFTER_TIMED = 1 << 9;
  private static final int OPEN = 1 << 10;
  private static final int MATCHED = 1 << 11;
  private static final int DERIVED = 1 << 12;
  private static final int ITSELF = 1 << 13;
  private static final int LEAVES_TIMED = 1 << 14;

  final IntArrayList carriers;
  final IntArrayList fibers;
  final LongArrayList starts;
  private final LongArrayList ends;
  private final LongArrayList lastSigns;
  private final LongArrayList yieldStarts;
  private final LongArrayList yieldEnds;
  private final IntArrayList flags;
  private final IntArrayList submits;
  // What the fiber waited for before it, and until when at the latest.
  private final IntArrayList whys;
  private final LongArrayList dues;

  Slices() {
    this(0);
  }

  private Slices(int room) {
    carriers = new IntArrayList(room);
    fibers = new IntArrayList(room);
    starts = new LongArrayList(room);
    ends = new LongArrayList(room);
    lastSigns = new LongArrayList(room);
    yieldStarts = new LongArrayList(room);
    yieldEnds = new LongArrayList(room);
    flags = new IntArrayList(room);
    submits = new IntArrayList(room);
    whys = new IntArrayList(room);
    dues = new LongArrayList(room);
  }

  int add(int carrier, long start, long end) {
    carriers.add(carrier);
    fibers.add(ThreadTable.NO_THREAD);
    starts.add(start);
    ends.add(end);
    lastSigns.add(end);
    yieldStarts.add(NO_YIELD);
    yieldEnds.add(NO_YIELD);
    flags.add(Evidence.INFERRED.ordinal());
    submits.add(Submits.NONE);
    whys.add(Why.UNKNOWN.ordinal());
    dues.add(WaitLog.NO_DUE);
    return starts.size() - 1;
  }

  /** Adds one of another table. */
  private void add(Slices other, int row) {
    carriers.add(other.carriers.get(row));
    fibers.add(other.fibers.get(row));
    starts.add(other.starts.get(row));
    ends.add(other.ends.get(row));
    lastSigns.add(other.lastSigns.get(row));
    yieldStarts.add(other.yieldStarts.get(row));
    yieldEnds.add(other.yieldEnds.get(row));
    flags.add(other.flags.get(row));
    submits.add(other.submits.get(row));
    whys.add(other.whys.get(row));
    dues.add(other.dues.get(row));
  }

  /** Takes out those that start up to a time, and gives them in the order of time. */
  Slices takeUpTo(long time) {
    int[] rows = TimeOrder.of(starts, time);
    Slices taken = new Slices(rows.length);
    for (int row : rows) {
      taken.add(this, row);
    }
    int kept = 0;
    for (int row = 0; row < count(); row++) {
      if (start(row) > time) {
        move(row, kept++);
      }
    }
    resize(kept);
    return taken;
  }

  private void move(int from, int to) {
    carriers.set(to, carriers.get(from));
    fibers.set(to, fibers.get(from));
    starts.set(to, starts.get(from));
    ends.set(to, ends.get(from));
    lastSigns.set(to, lastSigns.get(from));
    yieldStarts.set(to, yieldStarts.get(from));
    yieldEnds.set(to, yieldEnds.get(from));
    flags.set(to, flags.get(from));
    submits.set(to, submits.get(from));
    whys.set(to, whys.get(from));
    dues.set(to, dues.get(from));
  }

  private void resize(int rows) {
    carriers.resize(rows);
    fibers.resize(rows);
    starts.resize(rows);
    ends.resize(rows);
    lastSigns.resize(rows);
    yieldStarts.resize(rows);
    yieldEnds.resize(rows);
    flags.resize(rows);
    submits.resize(rows);
    whys.resize(rows);
    dues.resize(rows);
  }

  /** A table with one of the rows. */
  Slices only(int row) {
    Slices one = new Slices(1);
    one.add(this, row);
    return one;
  }

  void assign(int row, int fiber, Evidence why) {
    fibers.set(row, fiber);
    flags.set(row, flags.get(row) & ~EVIDENCE_BITS | why.ordinal());
  }

  void withdraw(int row) {
    fibers.set(row, ThreadTable.NO_THREAD);
  }

  private void mark(int row, int flag) {
    flags.set(row, flags.get(row) | flag);
  }

  private boolean is(int row, int flag) {
    return (flags.get(row) & flag) != 0;
  }

  /** Tells that the fiber was in line again as soon as the slice was over. */
  void markInLine(int row) {
    mark(row, IN_LINE);
  }

  boolean isInLine(int row) {
    return is(row, IN_LINE);
  }

  /** Tells that the fiber left at the end of the slice to wait for a time at most. */
  void markLeavesTimed(int row) {
    mark(row, LEAVES_TIMED);
  }

  boolean leavesTimed(int row) {
    return is(row, LEAVES_TIMED);
  }

  /** Tells that the fiber waited for a time at most before the slice. */
  void markAfterTimed(int row) {
    mark(row, AFTER_TIMED);
  }

  boolean isAfterTimed(int row) {
    return is(row, AFTER_TIMED);
  }

  /** Tells that a slice is not over yet; its end is not known then. */
  void markOpen(int row) {
    mark(row, OPEN);
  }

  boolean isOpen(int row) {
    return is(row, OPEN);
  }

  /** Tells when the fiber was last seen in a slice, which may end later: leaving takes time. */
  void lastSign(int row, long time) {
    lastSigns.set(row, time);
  }

  long lastSign(int row) {
    return lastSigns.get(row);
  }

  /** Tells of the yield that returned at the beginning of a slice, and what it was for. */
  void yield(int row, long start, long end, Why why, long due) {
    yieldStarts.set(row, start);
    yieldEnds.set(row, end);
    whys.set(row, why.ordinal());
    dues.set(row, due);
  }

  /** What the yield was for. */
  Why why(int row) {
    return WHY[whys.get(row)];
  }

  /** When the wait that the yield was for was to be over, or {@link WaitLog#NO_DUE}. */
  long due(int row) {
    return dues.get(row);
  }

  /** When the yield that returned at the beginning of a slice began, or {@link #NO_YIELD}. */
  long yieldStart(int row) {
    return yieldStarts.get(row);
  }

  long yieldEnd(int row) {
    return yieldEnds.get(row);
  }

  /** Tells which submit a slice came from; {@code itself} if its fiber had just left then. */
  void match(int row, int submit, boolean derived, boolean itself) {
    submits.set(row, submit);
    int kept = flags.get(row) & ~(DERIVED | ITSELF);
    flags.set(row, kept | MATCHED | (derived ? DERIVED : 0) | (itself ? ITSELF : 0));
  }

  /** Tells that it came from none that is known. */
  void unmatch(int row) {
    submits.set(row, Submits.NONE);
  }

  /** True if it was matched as a slice that was not over. */
  boolean isMatched(int row) {
    return is(row, MATCHED);
  }

  /** Takes over from another one what put its fiber in line. */
  void matchLike(int row, Slices other, int otherRow) {
    submits.set(row, other.submit(otherRow));
    mark(row, MATCHED | other.flags.get(otherRow) & (DERIVED | ITSELF));
  }

  /** Makes a match inferred. */
  void doubt(int row) {
    flags.set(row, flags.get(row) & ~DERIVED);
  }

  /** The submit that a slice came from, or {@link Submits#NONE}. */
  int submit(int row) {
    return submits.get(row);
  }

  /** Tells the new number of its submit. */
  void submit(int row, int submit) {
    submits.set(row, submit);
  }

  /** How well it is known which submit it came from. */
  Evidence matchEvidence(int row) {
    return is(row, DERIVED) ? Evidence.DERIVED : Evidence.INFERRED;
  }

  /** True if the fiber had been woken before it had left, by nobody knows whom, or yielded. */
  boolean isItself(int row) {
    return submit(row) != Submits.NONE && is(row, ITSELF);
  }

  int count() {
    return starts.size();
  }

  int carrier(int row) {
    return carriers.get(row);
  }

  long start(int row) {
    return starts.get(row);
  }

  long end(int row) {
    return ends.get(row);
  }

  boolean contains(int row, long time) {
    return starts.get(row) <= time && time <= ends.get(row);
  }

  /** Row in the thread table, or {@link ThreadTable#NO_THREAD}. */
  int fiber(int row) {
    return fibers.get(row);
  }

  boolean assigned(int row) {
    return fibers.get(row) != ThreadTable.NO_THREAD;
  }

  Evidence evidence(int row) {
    return EVIDENCE[flags.get(row) & EVIDENCE_BITS];
  }
}
