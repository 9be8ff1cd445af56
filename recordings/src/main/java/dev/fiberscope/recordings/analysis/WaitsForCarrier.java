package dev.fiberscope.recordings.analysis;

import com.carrotsearch.hppc.LongArrayList;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.QueueLengths;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Arrays;

/** How many fibers waited for a carrier in any stretch of time, and for how long together. */
public final class WaitsForCarrier {
  /** Parts of the session's queue lengths are too coarse for shorter stretches. */
  private static final int PARTS = 4;

  /** Through more waits nobody walks one by one. */
  private static final int MOST_STEPS = 100_000;

  private final long[] starts;
  private final long[] ends;
  // Sums of the first so many.
  private final double[] startSums;
  private final double[] endSums;
  private final QueueLengths lengths;
  private final boolean known;

  private WaitsForCarrier(long[] starts, long[] ends, QueueLengths lengths, boolean known) {
    this.starts = starts;
    this.ends = ends;
    this.lengths = lengths;
    this.known = known;
    startSums = sums(starts);
    endSums = sums(ends);
  }

  static WaitsForCarrier of(Session session) {
    SpanTable spans = session.spans();
    Cancellation cancellation = new Cancellation();
    LongArrayList starts = new LongArrayList();
    LongArrayList ends = new LongArrayList();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        cancellation.row();
        if (spans.state(row) == State.RUNNABLE) {
          starts.add(spans.start(row));
          ends.add(spans.end(row));
        }
      }
    }
    // Where every carrier is held from the beginning on, no slice ends.
    boolean known =
        session.facts().mounts()
            || session.hasScheduling()
                && session.statistics().count(Counter.FIBERS_WITHOUT_WAKES) == 0
                && session.statistics().count(Counter.FIBERS_WITHOUT_SLICES) == 0;
    return new WaitsForCarrier(
        sorted(starts.toArray()), sorted(ends.toArray()), session.queueLengths(), known);
  }

  private static long[] sorted(long[] times) {
    Arrays.parallelSort(times);
    return times;
  }

  private static double[] sums(long[] times) {
    double[] sums = new double[times.length + 1];
    for (int i = 0; i < times.length; i++) {
      sums[i + 1] = sums[i] + times[i];
    }
    return sums;
  }

  /** False if the recording does not tell since when fibers could run. */
  public boolean isKnown() {
    return known;
  }

  /** How many fibers waited at the same time at most, in a stretch. */
  public long atOnce(long from, long to) {
    int begun = upTo(starts, from);
    int over = upTo(ends, from);
    int lastBegun = upTo(starts, to - 1);
    if (lastBegun - begun > MOST_STEPS) {
      return Math.max(begun - over, lengths.isRecorded() ? lengths.most(from, to) : 0);
    }
    int most = begun - over;
    while (begun < lastBegun) {
      while (over < ends.length && ends[over] <= starts[begun]) {
        over++;
      }
      begun++;
      most = Math.max(most, begun - over);
    }
    return isCoarse(from, to) ? Math.max(most, lengths.most(from, to)) : most;
  }

  /** How long they waited within it, all together. */
  public long nanos(long from, long to) {
    long seen = Math.max(0, Math.round(waited(to) - waited(from)));
    return isCoarse(from, to)
        ? Math.max(seen, Math.round(lengths.mean(from, to) * (to - from)))
        : seen;
  }

  private boolean isCoarse(long from, long to) {
    return lengths.isRecorded() && to - from > PARTS * lengths.partNanos();
  }

  /** How long fibers had waited by a time, all together. */
  private double waited(long time) {
    int begun = upTo(starts, time);
    int over = upTo(ends, time);
    return (double) begun * time - startSums[begun] - ((double) over * time - endSums[over]);
  }

  /** How many are at a time or before it. */
  private static int upTo(long[] times, long time) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
