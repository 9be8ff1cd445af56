package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;
import dev.fiberscope.recordings.schedule.BlockReplay.Orphan;
import dev.fiberscope.recordings.schedule.Carriers.Carrier;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mends what the file order says of slices, window by window:
 *
 * <ol>
 *   <li>Withdraw what would put a fiber on two carriers at once.
 *   <li>Fill what is left by time: a moment at which a fiber must have been mounted, because an
 *       event of it began or ended, outside that fiber's slices must lie in one that has no fiber
 *       yet. It is taken if there is just one, a second moment says so, and nobody else claims it.
 *   <li>Add the slices whose event was lost (JDK-8391824).
 * </ol>
 */
final class SliceMatcher {
  private static final int NONE = ThreadTable.NO_THREAD;
  private static final int MOST_PASSES = 8;

  private final Slices slices;
  private final FiberStates states;
  private final Carriers carriers;
  private ThreadRows ofFiber;
  private ThreadRows ofCarrier;
  private int withdrawn;

  /**
   * @param slices of the window, by time
   * @param states as they were before the window
   */
  SliceMatcher(Locals locals, Slices slices, FiberStates states, Carriers carriers) {
    this.slices = slices;
    this.states = states;
    this.carriers = carriers;
    ofFiber = new ThreadRows(locals, slices.fibers, slices.starts);
    ofCarrier = new ThreadRows(locals, slices.carriers, slices.starts);
  }

  /** How many slices lost their fiber. */
  int withdrawn() {
    return withdrawn;
  }

  /** Withdraws what cannot be. */
  void withdrawImpossible(Locals locals) {
    int[] latestOf = new int[locals.count()];
    IntArrayList impossible = new IntArrayList();
    for (int row = 0; row < slices.count(); row++) {
      int fiber = slices.fiber(row);
      if (fiber == NONE) {
        continue;
      }
      int number = locals.find(fiber);
      int latest = latestOf[number] - 1;
      if (latest < 0) {
        if (slices.start(row) < states.lastSign(fiber)) {
          impossible.add(row);
        }
        latestOf[number] = row + 1;
        continue;
      }
      if (slices.start(row) < slices.lastSign(latest)) {
        impossible.add(latest, row);
      }
      latestOf[number] = slices.lastSign(row) > slices.lastSign(latest) ? row + 1 : latest + 1;
    }
    for (IntCursor row : impossible) {
      if (slices.assigned(row.value)) {
        slices.withdraw(row.value);
        withdrawn++;
      }
    }
  }

  /**
   * Gives fibers to slices that have none.
   *
   * @param mounted moments at which fibers were mounted for sure
   */
  void fillByTime(MountMoments mounted) {
    OpenSlices open = new OpenSlices(slices);
    if (open.isEmpty()) {
      return;
    }
    Moments moments = new Moments();
    IntObjectHashMap<FiberSlices> known = new IntObjectHashMap<>();
    mounted.forEachIn(
        open,
        (fiber, time) -> {
          if (!covers(ofFiber(known, fiber), fiber, time)) {
            moments.add(fiber, time);
          }
        });
    for (int pass = 0; pass < MOST_PASSES && fill(open, known, moments); pass++) {
      open.removeAssigned();
    }
  }

  private boolean covers(FiberSlices own, int fiber, long time) {
    return own.cover(time, time) || time <= states.end(fiber);
  }

  private FiberSlices ofFiber(IntObjectHashMap<FiberSlices> known, int fiber) {
    FiberSlices own = known.get(fiber);
    if (own == null) {
      IntArrayList assigned = new IntArrayList();
      for (int place = ofFiber.first(fiber); place < ofFiber.end(fiber); place++) {
        if (slices.assigned(ofFiber.row(place))) {
          assigned.add(ofFiber.row(place));
        }
      }
      own = new FiberSlices(slices, assigned.toArray());
      known.put(fiber, own);
    }
    return own;
  }

  private boolean fill(OpenSlices open, IntObjectHashMap<FiberSlices> known, Moments moments) {
    Map<Integer, Claim> claims = new TreeMap<>();
    for (int i = 0; i < moments.fibers.size(); i++) {
      int fiber = moments.fibers.get(i);
      long time = moments.times.get(i);
      FiberSlices own = ofFiber(known, fiber);
      int slice = own.cover(time, time) ? NONE : open.onlyOneAt(own, time);
      if (slice != NONE) {
        claims.merge(slice, new Claim(fiber, 1, time), Claim::and);
      }
    }
    boolean filled = false;
    // With several carriers the right slice may be one that was not recorded: one moment is too
    // few.
    int enough = carriers.count() == 1 ? 1 : 2;
    for (Map.Entry<Integer, Claim> claim : claims.entrySet()) {
      int slice = claim.getKey();
      int fiber = claim.getValue().fiber;
      if (fiber == NONE || claim.getValue().moments < enough) {
        continue;
      }
      FiberSlices own = ofFiber(known, fiber);
      if (!own.cover(slices.start(slice), slices.end(slice))
          && slices.start(slice) >= states.end(fiber)) {
        slices.assign(slice, fiber, Evidence.INFERRED);
        own.add(slice);
        filled = true;
      }
    }
    return filled;
  }

  /** A fiber that was in a slice at so many moments; NONE if several say so. */
  private record Claim(int fiber, int moments, long last) {
    Claim and(Claim other) {
      boolean another = last != other.last;
      return new Claim(
          fiber == other.fiber ? fiber : NONE, moments + (another ? 1 : 0), other.last);
    }
  }

  /** Moments at which fibers were mounted, but nobody knows where. */
  private static final class Moments {
    private final IntArrayList fibers = new IntArrayList();
    private final LongArrayList times = new LongArrayList();

    void add(int fiber, long time) {
      fibers.add(fiber);
      times.add(time);
    }
  }

  /**
   * Adds slices whose event was lost, of what was seen up to a time.
   *
   * @return true if there were any; they stand behind the others
   */
  boolean addLost(List<Orphan> orphans, long horizon) {
    int before = slices.count();
    for (Iterator<Orphan> each = orphans.iterator(); each.hasNext(); ) {
      Orphan orphan = each.next();
      if (orphan.last() <= horizon) {
        each.remove();
        orphan(orphan);
      }
    }
    return slices.count() > before;
  }

  private void orphan(Orphan orphan) {
    if (!isFree(ofFiber, orphan.fiber(), orphan.first(), orphan.last())
        || states.end(orphan.fiber()) >= orphan.first()) {
      return;
    }
    Carrier carrier = carriers.of(orphan.carrier());
    if (isFree(ofCarrier, orphan.carrier(), orphan.first(), orphan.last())
        && carrier.lastEnd < orphan.first()) {
      int slice = slices.add(orphan.carrier(), orphan.first(), orphan.last());
      slices.assign(slice, orphan.fiber(), Evidence.INFERRED);
      carrier.hasSlices = true;
    } else {
      takeBack(orphan);
    }
  }

  /**
   * Gives a slice to the fiber whose events a later buffer of another carrier hid, if the one that
   * has it must have been in a slice of that carrier, whose fiber is not known.
   */
  private void takeBack(Orphan orphan) {
    int place = ofCarrier.lastUpTo(orphan.carrier(), orphan.first());
    if (place < ofCarrier.first(orphan.carrier())) {
      return;
    }
    int slice = ofCarrier.row(place);
    int other = slices.fiber(slice);
    if (other == NONE || other == orphan.fiber() || !slices.contains(slice, orphan.last())) {
      return;
    }
    long sign = slices.lastSign(slice);
    for (Carrier carrier : carriers.all()) {
      if (carrier.thread != orphan.carrier()) {
        int there = ofCarrier.lastUpTo(carrier.thread, sign);
        if (there >= ofCarrier.first(carrier.thread)) {
          int better = ofCarrier.row(there);
          if (!slices.assigned(better) && slices.contains(better, sign)) {
            slices.assign(better, other, Evidence.INFERRED);
            slices.assign(slice, orphan.fiber(), Evidence.INFERRED);
            return;
          }
        }
      }
    }
  }

  private boolean isFree(ThreadRows rows, int thread, long first, long last) {
    int place = rows.lastUpTo(thread, last);
    return place < rows.first(thread) || slices.end(rows.row(place)) < first;
  }
}
