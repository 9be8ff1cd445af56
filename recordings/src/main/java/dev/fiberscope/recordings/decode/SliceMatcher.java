package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;
import dev.fiberscope.recordings.decode.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Tells which fiber each mount slice carried. No event says so, but the file order does: JFR writes
 * a carrier's Java-level events, its own and those of the fibers it carries, into one buffer, so
 * they stand together in the file. Five steps:
 *
 * <ol>
 *   <li>Cut the log into blocks, each from one buffer: a block ends where the commit time goes
 *       backwards or where a platform thread other than the block's own appears.
 *   <li>A block belongs to the platform thread in it.
 *   <li>Replay each carrier's blocks: the last fiber event that lies within a slice names its
 *       fiber.
 *   <li>Withdraw what would put a fiber on two carriers at once.
 *   <li>Fill what is left by time: a moment at which a fiber must have been mounted, because an
 *       event of it began or ended, outside that fiber's slices must lie in one that has no fiber
 *       yet. It is taken if there is just one, a second moment says so, and nobody else claims it.
 * </ol>
 *
 * Matching by time alone names the wrong fiber for 5 to 13 % of slices with more than one carrier.
 */
final class SliceMatcher {
  private static final int NONE = ThreadTable.NO_THREAD;
  private static final int MOST_PASSES = 8;

  private final SchedulingLog log;
  private final WaitLog waits;
  private final ThreadTable threads;
  private final boolean[] isFiber;
  private final Slices slices;
  private final Cancellation cancellation;

  private SliceMatcher(Storage storage, SchedulingLog log, WaitLog waits, ThreadTable threads) {
    this.log = log;
    this.waits = waits;
    this.threads = threads;
    slices = new Slices(storage);
    cancellation = storage.cancellation();
    isFiber = new boolean[threads.count()];
    for (int row = 0; row < isFiber.length; row++) {
      isFiber[row] = threads.kind(row) == ThreadTable.Kind.FIBER;
    }
  }

  static Slices match(Storage storage, SchedulingLog log, WaitLog waits, ThreadTable threads) {
    SliceMatcher matcher = new SliceMatcher(storage, log, waits, threads);
    matcher.replayBlocks();
    RowsByKey ofFiber = matcher.slices.byFiber(threads.count());
    matcher.withdrawImpossible(ofFiber);
    matcher.fillByTime(ofFiber);
    return matcher.slices;
  }

  private boolean isFiberEvent(int row) {
    return isFiber[log.thread(row)];
  }

  private void replayBlocks() {
    // The last fiber event of each carrier, kept from block to block.
    int[] lastFiberEvent = new int[threads.count()];
    Arrays.fill(lastFiberEvent, NONE);
    int from = 0;
    int owner = NONE;
    for (int row = 0; row < log.count(); row++) {
      cancellation.row();
      boolean fiberEvent = isFiberEvent(row);
      if (row > from && log.end(row) < log.end(row - 1)) {
        replay(from, row, owner, lastFiberEvent);
        from = row;
        owner = NONE;
      } else if (!fiberEvent && owner != NONE && log.thread(row) != owner) {
        int cut = startOfBlock(from, row);
        replay(from, cut, owner, lastFiberEvent);
        from = cut;
        owner = NONE;
      }
      if (!fiberEvent) {
        owner = log.thread(row);
      }
    }
    replay(from, log.count(), owner, lastFiberEvent);
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

  private void replay(int from, int to, int carrier, int[] lastFiberEvent) {
    if (carrier == NONE) {
      return;
    }
    int last = lastFiberEvent[carrier];
    for (int row = from; row < to; row++) {
      if (isFiberEvent(row)) {
        last = row;
      } else if (log.kind(row) == Kind.SLICE) {
        slices.add(log.thread(row), log.start(row), log.end(row));
        if (last != NONE && log.contains(row, log.end(last))) {
          slices.assign(slices.count() - 1, log.thread(last), Evidence.DERIVED);
        }
        last = NONE;
      }
    }
    lastFiberEvent[carrier] = last;
  }

  private void withdrawImpossible(RowsByKey rows) {
    IntArrayList impossible = new IntArrayList();
    for (int fiber = 0; fiber < threads.count(); fiber++) {
      int latest = NONE;
      for (int place = rows.first(fiber); place < rows.first(fiber + 1); place++) {
        cancellation.row();
        int row = rows.row(place);
        if (latest != NONE && slices.start(row) < slices.end(latest)) {
          impossible.add(latest, row);
        }
        latest = latest == NONE || slices.end(row) > slices.end(latest) ? row : latest;
      }
    }
    for (IntCursor row : impossible) {
      if (slices.assigned(row.value)) {
        slices.withdraw(row.value);
      }
    }
  }

  /**
   * @param rows the slices of each fiber, the withdrawn ones too
   */
  private void fillByTime(RowsByKey rows) {
    OpenSlices open = new OpenSlices(slices, threads.count());
    if (open.isEmpty()) {
      return;
    }
    IntObjectHashMap<FiberSlices> known = new IntObjectHashMap<>();
    IntFunction<FiberSlices> ofFiber =
        fiber -> {
          FiberSlices own = known.get(fiber);
          if (own == null) {
            int[] assigned = IntStream.of(rows.rows(fiber)).filter(slices::assigned).toArray();
            own = new FiberSlices(slices, assigned);
            known.put(fiber, own);
          }
          return own;
        };
    Moments moments = new Moments();
    mounted(
        (fiber, time) -> {
          // Nearly all moments lie in slices that have their fiber.
          if (open.isAt(time) && !ofFiber.apply(fiber).cover(time, time)) {
            moments.add(fiber, time);
          }
        });
    // Each pass leaves fewer slices for a moment to choose from.
    for (int pass = 0; pass < MOST_PASSES && fillOnce(moments, open, ofFiber); pass++) {
      open.removeAssigned();
    }
  }

  /** Assigns the slices that are the only ones to choose, each claimed by one fiber only. */
  private boolean fillOnce(Moments moments, OpenSlices open, IntFunction<FiberSlices> ofFiber) {
    Map<Integer, Claim> claims = new TreeMap<>();
    moments.forEach(
        (fiber, time) -> {
          FiberSlices own = ofFiber.apply(fiber);
          int slice = own.cover(time, time) ? NONE : open.onlyOneAt(own, time);
          if (slice != NONE) {
            claims.merge(slice, new Claim(fiber, 1), Claim::and);
          }
        });
    boolean filled = false;
    // With several carriers the right slice may be one that was not recorded: one moment is too
    // few.
    int enough = open.carriers() == 1 ? 1 : 2;
    for (Map.Entry<Integer, Claim> claim : claims.entrySet()) {
      int slice = claim.getKey();
      int fiber = claim.getValue().fiber;
      if (fiber == NONE || claim.getValue().moments < enough) {
        continue;
      }
      FiberSlices own = ofFiber.apply(fiber);
      if (!own.cover(slices.start(slice), slices.end(slice))) {
        slices.assign(slice, fiber, Evidence.INFERRED);
        own.add(slice);
        filled = true;
      }
    }
    return filled;
  }

  /** A fiber that was in a slice at so many moments; NONE if several say so. */
  private record Claim(int fiber, int moments) {
    Claim and(Claim other) {
      return new Claim(fiber == other.fiber ? fiber : NONE, moments + other.moments);
    }
  }

  private interface Moment {
    void at(int fiber, long time);
  }

  /** Moments at which fibers were mounted, but nobody knows where. */
  private static final class Moments {
    private final IntArrayList fibers = new IntArrayList();
    private final LongArrayList times = new LongArrayList();

    void add(int fiber, long time) {
      fibers.add(fiber);
      times.add(time);
    }

    void forEach(Moment moment) {
      for (int i = 0; i < times.size(); i++) {
        moment.at(fibers.get(i), times.get(i));
      }
    }
  }

  /** Tells of every moment at which a fiber was mounted for sure. */
  private void mounted(Moment moment) {
    for (int row = 0; row < log.count(); row++) {
      cancellation.row();
      if (isFiberEvent(row)) {
        moment.at(log.thread(row), log.end(row));
        if (log.start(row) < log.end(row)) {
          moment.at(log.thread(row), log.start(row));
        }
      }
    }
    for (int row = 0; row < waits.count(); row++) {
      if (isFiber[waits.fiber(row)]) {
        moment.at(waits.fiber(row), waits.start(row));
        moment.at(waits.fiber(row), waits.end(row));
      }
    }
  }
}
