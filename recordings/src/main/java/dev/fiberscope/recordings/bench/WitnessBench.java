package dev.fiberscope.recordings.bench;

import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.EnumMap;
import java.util.Map;

/**
 * Compares what is derived from method traces with what the agent recorded of the same run: one
 * file, read twice.
 */
public final class WitnessBench {
  /** Between the same moment of two events. */
  private static final long NEAR_NANOS = 20_000;

  /** How often something was told right, by how well it says that it is known. */
  public static final class Figure {
    private final Map<Evidence, long[]> told = new EnumMap<>(Evidence.class);
    private long all;

    private void add() {
      all++;
    }

    private void told(Evidence evidence, boolean right) {
      long[] counts = told.computeIfAbsent(evidence, _ -> new long[2]);
      counts[0]++;
      counts[1] += right ? 1 : 0;
    }

    public long all() {
      return all;
    }

    /** How often it was told with that evidence. */
    public long told(Evidence evidence) {
      return told.getOrDefault(evidence, new long[2])[0];
    }

    /** How often it was right then. */
    public long right(Evidence evidence) {
      return told.getOrDefault(evidence, new long[2])[1];
    }
  }

  /** On which carrier a fiber ran. */
  public final Figure slices = new Figure();

  /** Who woke a fiber that waited for a carrier. */
  public final Figure wakers = new Figure();

  /** Since when it waited: within 20 \u00b5s or a tenth. */
  public final Figure begins = new Figure();

  private final Session exact;
  private final Session derived;

  /**
   * @param exact with what the agent told; {@code derived} without
   */
  public WitnessBench(Session exact, Session derived) {
    this.exact = exact;
    this.derived = derived;
    for (int fiber : exact.threads().rows(ThreadTable.Kind.FIBER)) {
      slices(fiber);
    }
    wakes();
  }

  private int there(int thread) {
    return derived.threads().find(exact.threads().jvmId(thread));
  }

  private boolean same(int thread, int there) {
    return there >= 0 && exact.threads().jvmId(thread) == derived.threads().jvmId(there);
  }

  private void slices(int fiber) {
    SpanTable spans = exact.spans();
    int there = there(fiber);
    for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
      if (!spans.state(row).isMounted() || spans.link(row) == SpanTable.NO_LINK) {
        continue;
      }
      slices.add();
      long middle = spans.start(row) + spans.duration(row) / 2;
      int span = there < 0 ? SpanTable.NONE : derived.spans().at(there, middle);
      if (span != SpanTable.NONE && derived.spans().state(span).isMounted()) {
        slices.told(
            derived.spans().evidence(span), same(spans.link(row), derived.spans().link(span)));
      }
    }
  }

  private void wakes() {
    WakeTable told = derived.wakes();
    RowsByKey ofFiber = told.byThread(Storage.ofSession(), derived.threads().count());
    for (int row = 0; row < exact.wakes().count(); row++) {
      long mounted = exact.wakes().mounted(row);
      if (mounted == WakeTable.NOT_MOUNTED) {
        continue;
      }
      wakers.add();
      begins.add();
      int fiber = there(exact.wakes().thread(row));
      int place = fiber < 0 ? -1 : ofFiber.lastUpTo(fiber, mounted + NEAR_NANOS);
      if (place < 0 || place < ofFiber.first(fiber)) {
        continue;
      }
      int other = ofFiber.row(place);
      if (Math.abs(told.mounted(other) - mounted) <= NEAR_NANOS) {
        long time = exact.wakes().time(row);
        long near = Math.max(NEAR_NANOS, (mounted - time) / 10);
        wakers.told(told.evidence(other), same(exact.wakes().waker(row), told.waker(other)));
        begins.told(told.evidence(other), Math.abs(told.time(other) - time) <= near);
      }
    }
  }
}
