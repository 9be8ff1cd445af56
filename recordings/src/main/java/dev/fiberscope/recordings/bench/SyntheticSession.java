package dev.fiberscope.recordings.bench;

import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.BlockerTable;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.HoldTable;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.JvmFacts;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.SchedulerTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SiteTable;
import dev.fiberscope.recordings.store.SpanBuilder;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.ThreadLocalTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Vitals;
import dev.fiberscope.recordings.store.WakeTable;
import java.time.Instant;

/**
 * A session of any size that no recording made, to measure drawing: carriers that are always busy
 * take one fiber after the other, and fibers are parked, then in line, in between.
 */
public final class SyntheticSession {
  private static final int CARRIERS = 8;
  private static final int SPANS_PER_SLICE = 4;
  private static final int SPANS_OF_FIRST_SLICE = 2;
  private static final long SLICE_NANOS = 20_000;
  private static final int SLICES_PER_PIN = 997;

  private final int fibers;
  private final long slices;
  private final Storage storage = Storage.ofSession();
  private final ThreadTable threads = new ThreadTable();
  private final PinTable pins = new PinTable();
  private final SpanBuilder spans = new SpanBuilder(storage);

  private SyntheticSession(long spanCount, int fibers) {
    this.fibers = fibers;
    // The first slice of a fiber has no wait before it.
    long withFirsts = spanCount + (SPANS_PER_SLICE - SPANS_OF_FIRST_SLICE) * (long) fibers;
    slices = withFirsts / SPANS_PER_SLICE / CARRIERS * CARRIERS;
  }

  /**
   * @param spans about how many, of fibers and carriers together
   */
  public static Session of(long spans, int fibers) {
    return new SyntheticSession(spans, fibers).session();
  }

  private Session session() {
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      threads.markCarrier(threads.rowOf(1 + carrier, "carrier-" + carrier, false));
    }
    for (int fiber = 0; fiber < fibers; fiber++) {
      threads.rowOf(1_000 + fiber, "fiber-" + fiber, true);
    }
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      for (long slice = carrier; slice < slices; slice += CARRIERS) {
        mounted(carrier, slice, CARRIERS + (int) (slice % fibers));
      }
    }
    for (int fiber = 0; fiber < fibers; fiber++) {
      fiber(fiber);
    }
    long duration = start(slices);
    DecodeTable decodes = new DecodeTable(storage);
    return new Session(
        slices + " slices of " + fibers + " fibers",
        "",
        Instant.EPOCH,
        duration,
        duration,
        0,
        slices,
        threads,
        spans.build(),
        pins,
        decodes,
        new SuspensionTable(storage),
        new ArrivalTable(storage),
        new WakeTable(storage),
        QueueLengths.NOT_RECORDED,
        new PoolTable(storage).frozen(decodes, storage),
        new HoldTable(),
        new SchedulerTable(),
        new SiteTable(storage),
        new SiteTable(storage),
        new SiteTable(storage),
        new ThreadLocalTable(storage),
        new BlockerTable(storage),
        new RecordTable<>(),
        new RecordTable<>(),
        Vitals.NONE,
        JvmFacts.NONE,
        new StackTraceTable(),
        new ImportStatistics(),
        storage);
  }

  private static long start(long slice) {
    return slice / CARRIERS * SLICE_NANOS;
  }

  private void fiber(int fiber) {
    int track = CARRIERS + fiber;
    long before = -1;
    for (long slice = fiber; slice < slices; slice += fibers) {
      if (before >= 0) {
        long inLine = start(slice) - SLICE_NANOS / 2;
        spans.add(track, before, inLine, State.PARKED, Evidence.DERIVED, SpanTable.NO_LINK);
        spans.add(
            track, inLine, start(slice), State.RUNNABLE, Evidence.RECORDED, SpanTable.NO_LINK);
      }
      threads.started(track, start(slice), ThreadTable.NO_THREAD);
      mounted(track, slice, (int) (slice % CARRIERS));
      before = start(slice) + SLICE_NANOS * 9 / 10;
    }
  }

  private void mounted(int track, long slice, int link) {
    long end = start(slice) + SLICE_NANOS * 9 / 10;
    boolean pinned = slice % SLICES_PER_PIN == 0;
    spans.add(
        track, start(slice), end, pinned ? State.PINNED : State.RUNNING, Evidence.DERIVED, link);
    if (pinned && track >= CARRIERS) {
      pins.add(new Pin(track, link, start(slice), end, "LockSupport.park", "native frame", -1));
    }
  }
}
