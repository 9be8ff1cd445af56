package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;
import dev.fiberscope.recordings.schedule.SchedulingLog.Kind;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Tells which fiber each mount slice carried. No event says so, but the file order does: JFR writes
 * a carrier's Java-level events, its own and those of the fibers it carries, into one buffer, so
 * they stand together in the file. Six steps:
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
 *   <li>Add what has no event: slices that were lost, and those that were not over at the end.
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
  private final Submits submits;
  private final CarrierRun[] runs;
  private final List<Orphan> orphans = new ArrayList<>();
  private final Cancellation cancellation;
  private boolean mountsSeen;

  private SliceMatcher(Storage storage, SchedulingLog log, WaitLog waits, ThreadTable threads) {
    this.log = log;
    this.waits = waits;
    this.threads = threads;
    slices = new Slices(storage);
    submits = new Submits(storage, log);
    runs = new CarrierRun[threads.count()];
    cancellation = storage.cancellation();
    isFiber = new boolean[threads.count()];
    for (int row = 0; row < isFiber.length; row++) {
      isFiber[row] = threads.kind(row) == ThreadTable.Kind.FIBER;
    }
  }

  /**
   * @param sessionEnd when the last thing recorded ended
   */
  static SliceMatcher match(
      Storage storage, SchedulingLog log, WaitLog waits, ThreadTable threads, long sessionEnd) {
    SliceMatcher matcher = new SliceMatcher(storage, log, waits, threads);
    matcher.replayBlocks();
    RowsByKey ofFiber = matcher.slices.byFiber(threads.count());
    matcher.withdrawImpossible(ofFiber);
    matcher.fillByTime(ofFiber);
    matcher.addUnseen(sessionEnd);
    return matcher;
  }

  Slices slices() {
    return slices;
  }

  Submits submits() {
    return submits;
  }

  private boolean isFiberEvent(int row) {
    return isFiber[log.thread(row)];
  }

  private void replayBlocks() {
    int from = 0;
    int owner = NONE;
    for (int row = 0; row < log.count(); row++) {
      cancellation.row();
      boolean fiberEvent = isFiberEvent(row);
      if (row > from && log.end(row) < log.end(row - 1)) {
        replay(from, row, owner);
        from = row;
        owner = NONE;
      } else if (!fiberEvent && owner != NONE && log.thread(row) != owner) {
        int cut = startOfBlock(from, row);
        replay(from, cut, owner);
        from = cut;
        owner = NONE;
      }
      if (!fiberEvent) {
        owner = log.thread(row);
      }
    }
    replay(from, log.count(), owner);
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
    for (int row = from; row < to; row++) {
      if (Submits.isSubmit(log.kind(row))) {
        submit(from, to, row, carrier);
      }
      if (carrier != NONE) {
        replay(row, carrier);
      }
    }
  }

  private void replay(int row, int carrier) {
    if (runs[carrier] == null) {
      runs[carrier] = new CarrierRun();
    }
    CarrierRun run = runs[carrier];
    if (isFiberEvent(row)) {
      if (run.fiber != NONE && run.fiber != log.thread(row)) {
        orphans.add(new Orphan(run.fiber, carrier, run.first, run.last));
      }
      run.seen(log.thread(row), log.start(row), log.end(row));
      if (log.kind(row) == Kind.YIELD) {
        run.yielded(log.start(row), log.end(row));
      }
    } else if (log.kind(row) == Kind.SLICE) {
      slices.add(carrier, log.start(row), log.end(row));
      if (run.fiber != NONE) {
        if (log.contains(row, run.last)) {
          slices.assign(slices.count() - 1, run.fiber, Evidence.DERIVED);
          slices.lastSign(slices.count() - 1, run.last);
        } else {
          orphans.add(new Orphan(run.fiber, carrier, run.first, run.last));
        }
      }
      run.sliceEnded(log.end(row));
    } else if (log.kind(row) == Kind.MOUNT) {
      run.carrierSeen(log.start(row));
      mountsSeen = true;
    }
  }

  /** Of calls within calls the inner one is committed right before the outer one. */
  private void submit(int from, int to, int row, int place) {
    if (row + 1 == to || !liesWithin(row, row + 1)) {
      submits.add(row, place, row > from && liesWithin(row - 1, row));
    }
  }

  private boolean liesWithin(int inner, int outer) {
    return Submits.isSubmit(log.kind(inner))
        && Submits.isSubmit(log.kind(outer))
        && log.thread(inner) == log.thread(outer)
        && log.start(outer) <= log.start(inner);
  }

  /** Events of a fiber on a carrier without the slice that they must have been in. */
  private record Orphan(int fiber, int carrier, long first, long last) {}

  /**
   * Adds the slices whose event was lost (JDK-8391824), and those that were not over at the end.
   */
  private void addUnseen(long sessionEnd) {
    boolean traced = slices.count() > 0 || mountsSeen;
    if (!traced || orphans.isEmpty() && !endsOpen(sessionEnd)) {
      return;
    }
    RowsByKey ofFiber = slices.byFiber(threads.count());
    RowsByKey ofCarrier = slices.byCarrier(threads.count());
    for (Orphan orphan : orphans) {
      if (!isFree(ofFiber, orphan.fiber, orphan.first, orphan.last)) {
        continue;
      }
      if (isFree(ofCarrier, orphan.carrier, orphan.first, orphan.last)) {
        slices.add(orphan.carrier, orphan.first, orphan.last);
        slices.assign(slices.count() - 1, orphan.fiber, Evidence.INFERRED);
      } else {
        takeBack(ofCarrier, orphan);
      }
    }
    for (int carrier = 0; carrier < runs.length; carrier++) {
      if (runs[carrier] != null && threads.kind(carrier) == ThreadTable.Kind.CARRIER) {
        addOpen(ofFiber, ofCarrier, carrier, runs[carrier], sessionEnd);
      }
    }
  }

  /**
   * Gives a slice to the fiber whose events a later buffer of another carrier hid, if the one that
   * has it must have been in a slice of that carrier, whose fiber is not known.
   */
  private void takeBack(RowsByKey ofCarrier, Orphan orphan) {
    int place = ofCarrier.lastUpTo(orphan.carrier, orphan.first);
    if (place < ofCarrier.first(orphan.carrier)) {
      return;
    }
    int slice = ofCarrier.row(place);
    int other = slices.fiber(slice);
    if (other == NONE || other == orphan.fiber || !slices.contains(slice, orphan.last)) {
      return;
    }
    long sign = slices.lastSign(slice);
    for (int carrier = 0; carrier < runs.length; carrier++) {
      if (runs[carrier] != null && carrier != orphan.carrier) {
        int there = ofCarrier.lastUpTo(carrier, sign);
        if (there >= ofCarrier.first(carrier)) {
          int better = ofCarrier.row(there);
          if (!slices.assigned(better) && slices.contains(better, sign)) {
            slices.assign(better, other, Evidence.INFERRED);
            slices.assign(slice, orphan.fiber, Evidence.INFERRED);
            return;
          }
        }
      }
    }
  }

  /** True if some carrier's last signs are behind its last slice. */
  private boolean endsOpen(long sessionEnd) {
    for (CarrierRun run : runs) {
      if (run != null
          && Math.min(run.carrierFirst, run.fiber == NONE ? sessionEnd : run.first) < sessionEnd) {
        return true;
      }
    }
    return false;
  }

  /** Adds the slice that a carrier was in at the end, if its last signs are of one. */
  private void addOpen(
      RowsByKey ofFiber, RowsByKey ofCarrier, int carrier, CarrierRun run, long sessionEnd) {
    boolean known = run.fiber != NONE;
    long first = known ? run.first : run.carrierFirst;
    boolean goneOn =
        known
            && (threads.end(run.fiber) >= first
                || !isFree(ofFiber, run.fiber, run.last, sessionEnd));
    if (first >= sessionEnd || goneOn || !isFree(ofCarrier, carrier, first, sessionEnd)) {
      return;
    }
    slices.add(carrier, first, sessionEnd);
    int slice = slices.count() - 1;
    slices.markOpen(slice);
    if (known) {
      slices.assign(slice, run.fiber, Evidence.INFERRED);
      if (run.pinnedSince() != Long.MAX_VALUE) {
        slices.pinned(slice, run.pinnedSince());
      }
    }
  }

  private boolean isFree(RowsByKey rows, int thread, long first, long last) {
    int place = rows.lastUpTo(thread, last);
    return place < rows.first(thread) || slices.end(rows.row(place)) < first;
  }

  private void withdrawImpossible(RowsByKey rows) {
    IntArrayList impossible = new IntArrayList();
    for (int fiber = 0; fiber < threads.count(); fiber++) {
      int latest = NONE;
      for (int place = rows.first(fiber); place < rows.first(fiber + 1); place++) {
        cancellation.row();
        int row = rows.row(place);
        if (latest != NONE && slices.start(row) < slices.lastSign(latest)) {
          impossible.add(latest, row);
        }
        latest = latest == NONE || slices.lastSign(row) > slices.lastSign(latest) ? row : latest;
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
