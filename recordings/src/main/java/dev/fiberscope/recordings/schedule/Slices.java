package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntLongHashMap;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.ShortColumn;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;

/** Mount slices: stretches of time that a carrier ran some fiber. */
public final class Slices {
  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final int IN_LINE = 1 << 8;
  private static final int TIMED = 1 << 9;
  private static final int OPEN = 1 << 10;

  private final Storage storage;
  private final IntColumn carriers;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn fibers;
  private final LongColumn lastSigns;
  private final IntColumn yields;
  // The evidence, and IN_LINE.
  private final ShortColumn flags;
  private final IntLongHashMap pinnedSince = new IntLongHashMap();
  private long withdrawn;

  public Slices(Storage storage) {
    this.storage = storage;
    carriers = new IntColumn(storage);
    starts = new LongColumn(storage);
    ends = new LongColumn(storage);
    fibers = new IntColumn(storage);
    lastSigns = new LongColumn(storage);
    yields = new IntColumn(storage);
    flags = new ShortColumn(storage);
  }

  public void add(int carrier, long start, long end) {
    carriers.add(carrier);
    starts.add(start);
    ends.add(end);
    fibers.add(ThreadTable.NO_THREAD);
    lastSigns.add(end);
    yields.add(-1);
    flags.add((short) Evidence.INFERRED.ordinal());
  }

  public void addAll(Slices others) {
    for (int row = 0; row < others.count(); row++) {
      carriers.add(others.carriers.get(row));
      starts.add(others.starts.get(row));
      ends.add(others.ends.get(row));
      fibers.add(others.fibers.get(row));
      lastSigns.add(others.lastSigns.get(row));
      yields.add(others.yields.get(row));
      flags.add(others.flags.get(row));
    }
  }

  public void assign(int row, int fiber, Evidence why) {
    fibers.set(row, fiber);
    flags.set(row, (short) (flags.get(row) & ~0xff | why.ordinal()));
  }

  void withdraw(int row) {
    fibers.set(row, ThreadTable.NO_THREAD);
    withdrawn++;
  }

  /** Tells that the fiber was in line again as soon as the slice was over. */
  public void markInLine(int row) {
    flags.set(row, (short) (flags.get(row) | IN_LINE));
  }

  /** Tells that the fiber left at the end of the slice to wait for a time at most. */
  void markTimed(int row) {
    flags.set(row, (short) (flags.get(row) | TIMED));
  }

  boolean isTimed(int row) {
    return (flags.get(row) & TIMED) != 0;
  }

  /** Tells that a slice was not over at the end of the recording. */
  void markOpen(int row) {
    flags.set(row, (short) (flags.get(row) | OPEN));
  }

  boolean isOpen(int row) {
    return (flags.get(row) & OPEN) != 0;
  }

  /** Tells that the fiber of an open slice was pinned from a time on. */
  void pinned(int row, long since) {
    pinnedSince.put(row, since);
  }

  /** Since when the fiber of an open slice was pinned; {@link Long#MAX_VALUE} if it was not. */
  long pinnedSince(int row) {
    return pinnedSince.getOrDefault(row, Long.MAX_VALUE);
  }

  /** Tells when the fiber was last seen in a slice, which may end later: leaving takes time. */
  void lastSign(int row, long time) {
    lastSigns.set(row, time);
  }

  long lastSign(int row) {
    return lastSigns.get(row);
  }

  /** Tells which yield returned at the beginning of a slice, by its row in the log. */
  void yield(int row, int yield) {
    yields.set(row, yield);
  }

  /** The yield that returned at the beginning of a slice, or -1. */
  int yield(int row) {
    return yields.get(row);
  }

  boolean isInLine(int row) {
    return (flags.get(row) & IN_LINE) != 0;
  }

  public int count() {
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
    return EVIDENCE[flags.get(row) & 0xff];
  }

  /** The slices of each fiber by the time they begin. */
  RowsByKey byFiber(int threads) {
    return new RowsByKey(storage, threads, count(), fibers::get, starts::get);
  }

  /** The slices of each carrier by the time they begin. */
  RowsByKey byCarrier(int threads) {
    return new RowsByKey(storage, threads, count(), carriers::get, starts::get);
  }

  /** The slices of each carrier whose fiber is not known, by the time they begin. */
  RowsByKey openByCarrier(int threads) {
    return new RowsByKey(
        storage,
        threads,
        count(),
        row -> assigned(row) ? ThreadTable.NO_THREAD : carriers.get(row),
        starts::get);
  }

  /** How many assignments were taken back. */
  long withdrawn() {
    return withdrawn;
  }

  long unmatched() {
    long unmatched = 0;
    for (int row = 0; row < count(); row++) {
      if (!assigned(row)) {
        unmatched++;
      }
    }
    return unmatched;
  }
}
