package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.IntColumn;
import dev.fiberscope.recordings.store.LongColumn;
import dev.fiberscope.recordings.store.ThreadTable;

/** Mount slices: stretches of time that a carrier ran some fiber. */
final class Slices {
  private final IntColumn carriers = new IntColumn();
  private final LongColumn starts = new LongColumn();
  private final LongColumn ends = new LongColumn();
  private final IntColumn fibers = new IntColumn();
  private final IntColumn evidence = new IntColumn();
  private final IntColumn inLine = new IntColumn();
  private long withdrawn;

  void add(int carrier, long start, long end) {
    carriers.add(carrier);
    starts.add(start);
    ends.add(end);
    fibers.add(ThreadTable.NO_THREAD);
    evidence.add(Evidence.INFERRED.ordinal());
    inLine.add(0);
  }

  void addAll(Slices others) {
    for (int row = 0; row < others.count(); row++) {
      add(others.carrier(row), others.start(row), others.end(row));
      assign(count() - 1, others.fiber(row), others.evidence(row));
      inLine.set(count() - 1, others.inLine.get(row));
    }
  }

  void assign(int row, int fiber, Evidence why) {
    fibers.set(row, fiber);
    evidence.set(row, why.ordinal());
  }

  void withdraw(int row) {
    fibers.set(row, ThreadTable.NO_THREAD);
    withdrawn++;
  }

  /** Tells that the fiber was in line again as soon as the slice was over. */
  void markInLine(int row) {
    inLine.set(row, 1);
  }

  boolean isInLine(int row) {
    return inLine.get(row) == 1;
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
    return Evidence.values()[evidence.get(row)];
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
