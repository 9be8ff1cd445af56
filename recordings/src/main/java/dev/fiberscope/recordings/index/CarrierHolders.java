package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.IntLongHashMap;
import com.carrotsearch.hppc.cursors.IntLongCursor;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who held the carriers between two times.
 *
 * @param carriers how many carriers there were
 * @param busyNanos how long they were held, all together
 * @param slices how many stretches that were
 * @param fibers how many fibers took part
 * @param longest who held one for longest, the longest first
 */
public record CarrierHolders(
    int carriers, long busyNanos, long slices, int fibers, List<Holder> longest) {
  private static final int MOST = 8;

  /**
   * @param fiber row in the thread table, or {@link SpanTable#NO_LINK} if it is not known
   * @param nanos how long it held a carrier between the two times
   * @param span a row of a carrier's on which it did so for longest
   */
  public record Holder(int fiber, long nanos, int span) {}

  /** Looks at every span of a carrier between two times. */
  public static CarrierHolders of(Session session, long from, long to) {
    SpanTable spans = session.spans();
    IntLongHashMap nanos = new IntLongHashMap();
    IntLongHashMap longest = new IntLongHashMap();
    IntLongHashMap spanOf = new IntLongHashMap();
    long[] sums = new long[2];
    int carriers = 0;
    for (int carrier : session.threads().rows(ThreadTable.Kind.CARRIER)) {
      carriers++;
      spans.forEachIn(
          carrier,
          from,
          to,
          row -> {
            long part = Math.min(to, spans.end(row)) - Math.max(from, spans.start(row));
            int fiber = spans.link(row);
            sums[0] += part;
            sums[1]++;
            nanos.addTo(fiber, part);
            if (part >= longest.getOrDefault(fiber, 0)) {
              longest.put(fiber, part);
              spanOf.put(fiber, row);
            }
          });
    }
    List<Holder> holders = new ArrayList<>();
    for (IntLongCursor each : nanos) {
      holders.add(new Holder(each.key, each.value, (int) spanOf.get(each.key)));
    }
    holders.sort(Comparator.comparingLong(Holder::nanos).reversed());
    return new CarrierHolders(
        carriers,
        sums[0],
        sums[1],
        holders.size(),
        List.copyOf(holders.subList(0, Math.min(MOST, holders.size()))));
  }

  /** The share of the time that carriers were held. */
  public double busy(long from, long to) {
    return carriers == 0 ? 0 : busyNanos / (double) carriers / Math.max(1, to - from);
  }
}
