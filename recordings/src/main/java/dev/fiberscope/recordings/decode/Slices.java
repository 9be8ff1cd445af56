package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.ShortColumn;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;

/** Mount slices: stretches of time that a carrier ran some fiber. */
final class Slices {
  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final int IN_LINE = 1 << 8;

  private final Storage storage;
  private final IntColumn carriers;
  private final LongColumn starts;
  private final LongColumn ends;
  private final IntColumn fibers;
  // The evidence, and IN_LINE.
  private final ShortColumn flags;
  private long withdrawn;

  Slices(Storage storage) {
    this.storage = storage;
    carriers = new IntColumn(storage);
    starts = new LongColumn(storage);
    ends = new LongColumn(storage);
    fibers = new IntColumn(storage);
    flags = new ShortColumn(storage);
  }

  void add(int carrier, long start, long end) {
    carriers.add(carrier);
    starts.add(start);
    ends.add(end);
    fibers.add(ThreadTable.NO_THREAD);
    flags.add((short) Evidence.INFERRED.ordinal());
  }

  void addAll(Slices others) {
    for (int row = 0; row < others.count(); row++) {
      carriers.add(others.carriers.get(row));
      starts.add(others.starts.get(row));
      ends.add(others.ends.get(row));
      fibers.add(others.fibers.get(row));
      flags.add(others.flags.get(row));
    }
  }

  void assign(int row, int fiber, Evidence why) {
    fibers.set(row, fiber);
    flags.set(row, (short) why.ordinal());
  }

  void withdraw(int row) {
    fibers.set(row, ThreadTable.NO_THREAD);
    withdrawn++;
  }

  /** Tells that the fiber was in line again as soon as the slice was over. */
  void markInLine(int row) {
    flags.set(row, (short) (flags.get(row) | IN_LINE));
  }

  boolean isInLine(int row) {
    return (flags.get(row) & IN_LINE) != 0;
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
    return EVIDENCE[flags.get(row) & ~IN_LINE];
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
