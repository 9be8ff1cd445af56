package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells which fiber each mount slice carried. No event says so, but the file order does: JFR writes
 * a carrier's Java-level events, its own and those of the fibers it carries, into one buffer, so
 * they stand together in the file. A block of the log is cut where the commit time goes backwards
 * or where a platform thread other than the block's own appears; it belongs to the platform thread
 * in it, and the last fiber event that lies within a slice names its fiber.
 *
 * <p>Matching by time alone names the wrong fiber for 5 to 13 % of slices with more than one
 * carrier.
 */
final class BlockReplay {
  private static final int NONE = ThreadTable.NO_THREAD;

  /** Events of a fiber on a carrier without the slice that they must have been in. */
  record Orphan(int fiber, int carrier, long first, long last) {}

  private final SchedulingLog log;
  private final ThreadTable threads;
  private final Carriers carriers;

  // What was found and nobody has taken yet.
  final Slices slices = new Slices();
  final Submits submits = new Submits();
  final List<Orphan> orphans = new ArrayList<>();
  final IntArrayList yieldFibers = new IntArrayList();
  final LongArrayList yieldStarts = new LongArrayList();
  final LongArrayList yieldEnds = new LongArrayList();
  final IntArrayList timerCarriers = new IntArrayList();
  final LongArrayList timers = new LongArrayList();
  final IntArrayList createThreads = new IntArrayList();
  final LongArrayList creates = new LongArrayList();

  private boolean traced;

  BlockReplay(SchedulingLog log, ThreadTable threads, Carriers carriers) {
    this.log = log;
    this.threads = threads;
    this.carriers = carriers;
  }

  /** True if slices or mounts were seen: then a fiber without slices had none. */
  boolean isTraced() {
    return traced;
  }

  private boolean isFiberEvent(int row) {
    return threads.kind(log.thread(row)) == ThreadTable.Kind.FIBER;
  }

  /**
   * Replays the log, which ends where the JVM had flushed its buffers: what follows is in others.
   */
  void run() {
    List<Block> blocks = blocks();
    // A full buffer may be written behind the one that its thread went on with (JDK 25).
    blocks.sort(Comparator.comparingInt(Block::owner).thenComparingLong(Block::firstEnd));
    for (Block block : blocks) {
      replay(block.from, block.to, block.owner);
    }
  }

  /** Rows of the log that one thread and the fibers that it carried wrote. */
  private record Block(int from, int to, int owner, long firstEnd) {}

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int from = 0;
    int owner = NONE;
    for (int row = 0; row < log.count(); row++) {
      boolean fiberEvent = isFiberEvent(row);
      if (row > from && log.end(row) < log.end(row - 1)) {
        add(blocks, from, row, owner);
        from = row;
        owner = NONE;
      } else if (!fiberEvent && owner != NONE && log.thread(row) != owner) {
        int cut = startOfBlock(from, row);
        add(blocks, from, cut, owner);
        from = cut;
        owner = NONE;
      }
      if (!fiberEvent) {
        owner = log.thread(row);
      }
    }
    add(blocks, from, log.count(), owner);
    return blocks;
  }

  private void add(List<Block> blocks, int from, int to, int owner) {
    if (from < to) {
      blocks.add(new Block(from, to, owner, log.end(from)));
    }
  }

  /** Moves a cut back over the run of one fiber's events that fits the new carrier's slice. */
  private int startOfBlock(int from, int row) {
    int slice = nextSlice(row);
    if (slice == NONE || row == from || !isFiberEvent(row - 1)) {
      return row;
    }
    int fiber = log.thread(row - 1);
    int cut = row;
    while (cut > from && log.thread(cut - 1) == fiber && log.contains(slice, log.end(cut - 1))) {
      cut--;
    }
    return cut;
  }

  /** The event of the slice that the platform thread of {@code row} is about to end. */
  private int nextSlice(int row) {
    for (int i = row; i < log.count() && log.thread(i) == log.thread(row); i++) {
      if (log.kind(i) == Kind.SLICE) {
        return i;
      }
    }
    return NONE;
  }

  private void replay(int from, int to, int carrier) {
    Carriers.Carrier owner = carrier == NONE ? null : carriers.of(carrier);
    for (int row = from; row < to; row++) {
      Kind kind = log.kind(row);
      if (Submits.isSubmit(kind)) {
        submit(from, to, row, carrier);
      }
      switch (kind) {
        case MOUNT, SLICE -> traced = true;
        case YIELD -> {
          yieldFibers.add(log.thread(row));
          yieldStarts.add(log.start(row));
          yieldEnds.add(log.end(row));
        }
        case TIMER -> {
          timerCarriers.add(log.thread(row));
          timers.add(log.start(row));
        }
        case CREATE -> {
          createThreads.add(log.thread(row));
          creates.add(log.start(row));
        }
        default -> {}
      }
      if (owner != null) {
        replay(row, kind, owner);
      }
    }
  }

  /** Drops what nobody needs who knows everything up to a time. */
  void dropUpTo(long time) {
    int kept = 0;
    for (int row = 0; row < yieldEnds.size(); row++) {
      if (yieldEnds.get(row) > time) {
        yieldFibers.set(kept, yieldFibers.get(row));
        yieldStarts.set(kept, yieldStarts.get(row));
        yieldEnds.set(kept++, yieldEnds.get(row));
      }
    }
    yieldFibers.resize(kept);
    yieldStarts.resize(kept);
    yieldEnds.resize(kept);
    kept = 0;
    for (int row = 0; row < timers.size(); row++) {
      if (timers.get(row) > time) {
        timerCarriers.set(kept, timerCarriers.get(row));
        timers.set(kept++, timers.get(row));
      }
    }
    timerCarriers.resize(kept);
    timers.resize(kept);
    createThreads.clear();
    creates.clear();
  }

  private void replay(int row, Kind kind, Carriers.Carrier carrier) {
    CarrierRun run = carrier.run;
    if (isFiberEvent(row)) {
      if (run.fiber != NONE && run.fiber != log.thread(row)) {
        orphans.add(new Orphan(run.fiber, carrier.thread, run.first, run.last));
      }
      run.seen(log.thread(row), log.start(row), log.end(row));
      if (kind == Kind.YIELD) {
        run.yielded(log.start(row), log.end(row));
      }
    } else if (kind == Kind.SLICE) {
      carrier.hasSlices = true;
      int slice = slices.add(carrier.thread, log.start(row), log.end(row));
      if (run.fiber != NONE) {
        if (log.contains(row, run.last)) {
          slices.assign(slice, run.fiber, Evidence.DERIVED);
          slices.lastSign(slice, run.last);
        } else {
          orphans.add(new Orphan(run.fiber, carrier.thread, run.first, run.last));
        }
      }
      run.sliceEnded(log.end(row));
    } else if (kind == Kind.MOUNT) {
      run.carrierSeen(log.start(row));
    }
  }

  /** Of calls within calls the inner one is committed right before the outer one. */
  private void submit(int from, int to, int row, int place) {
    if (row + 1 == to || !liesWithin(row, row + 1)) {
      boolean nested = row > from && liesWithin(row - 1, row);
      submits.add(log.kind(row), log.thread(row), place, log.start(row), log.end(row), nested);
    }
  }

  private boolean liesWithin(int inner, int outer) {
    return Submits.isSubmit(log.kind(inner))
        && Submits.isSubmit(log.kind(outer))
        && log.thread(inner) == log.thread(outer)
        && log.start(outer) <= log.start(inner);
  }
}
