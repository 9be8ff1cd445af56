package dev.fiberscope.recordings.index;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.Why;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What fibers and carriers did between two times.
 *
 * @param fiberNanos time of all fibers together by the ordinal of the state
 * @param carrierNanos the same of carriers
 * @param fibers how many fibers were there
 * @param waits parked, blocked and pinned stretches by what they were for
 * @param sites the same by the frame they were in, the longest together first; none without stack
 *     traces
 * @param longest the longest of them, the longest first
 * @param longestQueued the longest waits for a carrier, the longest first
 * @param holders who held the carriers
 */
public record RangeStatistics(
    long[] fiberNanos,
    long[] carrierNanos,
    int carriers,
    int fibers,
    Map<Reason, Waits> waits,
    List<SiteWaits> sites,
    List<Wait> longest,
    List<Wait> longestQueued,
    CarrierHolders holders) {
  private static final int MOST_WAITS = 12;

  /** What a fiber did instead of running: its state, and what for as far as that is known. */
  public record Reason(State state, Why why) {}

  /** Stretches of one kind: how many, and how long together within the range. */
  public record Waits(long count, long nanos) {
    private Waits and(long more) {
      return new Waits(count + 1, nanos + more);
    }

    private Waits and(Waits more) {
      return new Waits(count + more.count, nanos + more.nanos);
    }
  }

  /** Waits that began in the same method of the program. */
  public record SiteWaits(String site, Waits waits) {}

  /**
   * @param span row in the span table
   * @param nanos how long it was within the range
   */
  public record Wait(int span, long nanos) {}

  /**
   * Looks at every span in the range.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static RangeStatistics of(Session session, Sites sites, long from, long to) {
    return new Counting(session, sites, from, to).all();
  }

  private static final class Counting {
    private static final Waits NONE = new Waits(0, 0);

    private final Session session;
    private final Sites sites;
    private final SpanTable spans;
    private final long from;
    private final long to;
    private final Cancellation cancellation = new Cancellation();
    private final long[] fiberNanos = new long[State.values().length];
    private final long[] carrierNanos = new long[State.values().length];
    private final Map<Reason, Waits> waits = new HashMap<>();
    private final IntObjectHashMap<Waits> byStackTrace = new IntObjectHashMap<>();
    private final PriorityQueue<Wait> longest =
        new PriorityQueue<>(Comparator.comparingLong(Wait::nanos));
    private final PriorityQueue<Wait> queued =
        new PriorityQueue<>(Comparator.comparingLong(Wait::nanos));
    private int carriers;
    private int fibers;

    private Counting(Session session, Sites sites, long from, long to) {
      this.session = session;
      this.sites = sites;
      this.spans = session.spans();
      this.from = from;
      this.to = to;
    }

    private RangeStatistics all() {
      ThreadTable threads = session.threads();
      for (int track = 0; track < threads.count(); track++) {
        cancellation.row();
        if (threads.kind(track) == ThreadTable.Kind.CARRIER) {
          carriers++;
          spans.addStateTimes(track, from, to, carrierNanos);
        } else if (threads.kind(track) == ThreadTable.Kind.FIBER) {
          spans.addStateTimes(track, from, to, fiberNanos);
          fiber(track);
        }
      }
      return new RangeStatistics(
          fiberNanos,
          carrierNanos,
          carriers,
          fibers,
          waits,
          bySite(),
          sorted(longest),
          sorted(queued),
          CarrierHolders.of(session, from, to));
    }

    private static List<Wait> sorted(PriorityQueue<Wait> waits) {
      return waits.stream().sorted(Comparator.comparingLong(Wait::nanos).reversed()).toList();
    }

    private List<SiteWaits> bySite() {
      Map<String, Waits> bySite = new HashMap<>();
      for (IntObjectCursor<Waits> each : byStackTrace) {
        bySite.merge(sites.siteName(each.key), each.value, Waits::and);
      }
      return bySite.entrySet().stream()
          .map(each -> new SiteWaits(each.getKey(), each.getValue()))
          .sorted(Comparator.comparingLong((SiteWaits each) -> each.waits().nanos()).reversed())
          .toList();
    }

    private void fiber(int track) {
      if (from >= to) {
        return;
      }
      int row = spans.firstEndingAfter(track, from);
      fibers += row != SpanTable.NONE && spans.start(row) < to ? 1 : 0;
      for (; row != SpanTable.NONE && spans.start(row) < to; row = spans.next(row)) {
        cancellation.row();
        State state = spans.state(row);
        long nanos = Math.min(to, spans.end(row)) - Math.max(from, spans.start(row));
        if (state == State.RUNNABLE) {
          keep(queued, row, nanos);
        } else if (state != State.RUNNING && state != State.UNKNOWN) {
          wait(row, nanos);
        }
      }
    }

    private void wait(int row, long nanos) {
      Reason reason = new Reason(spans.state(row), spans.why(row));
      waits.merge(reason, NONE.and(nanos), (sum, _) -> sum.and(nanos));
      int trace = sites.stackTraceOf(row);
      if (trace != StackTraceTable.NONE) {
        byStackTrace.put(trace, byStackTrace.getOrDefault(trace, NONE).and(nanos));
      }
      keep(longest, row, nanos);
    }

    private static void keep(PriorityQueue<Wait> most, int row, long nanos) {
      if (most.size() < MOST_WAITS) {
        most.add(new Wait(row, nanos));
      } else if (most.peek().nanos() < nanos) {
        most.poll();
        most.add(new Wait(row, nanos));
      }
    }
  }
}
