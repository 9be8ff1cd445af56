package dev.fiberscope.app.stacks;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.rules.StackBytes;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.PoolTable.Occupancy;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * What the stack pool of a session did.
 *
 * @param partNanos ns of a part of the time
 * @param inUse stacks in use by carrier, at most in each part; the carriers as in {@code carriers}
 * @param idle stacks that were kept idle, at most in each part
 * @param carriers on which decodes began, the busiest first
 * @param stacks by their number
 * @param mostInUse stacks in use at a time at most, and when
 * @param retainedBytes memory of idle stacks at the end; {@code peakBytes} of all, at most
 */
public record PoolFacts(
    Session session,
    SessionIndex index,
    double partNanos,
    List<int[]> inUse,
    int[] idle,
    List<CarrierUse> carriers,
    List<UsedStack> stacks,
    int mostInUse,
    long mostInUseAt,
    long retainedBytes,
    long peakBytes) {
  /** Parts that time is cut into. */
  static final int PARTS = 240;

  private static final int MOST_CARRIERS = 5;

  /**
   * What decodes of a carrier did with stacks.
   *
   * @param name the carrier, or "other carriers"
   * @param acquired by decodes that began on it; {@code released} by those that ended on it
   * @param misses of those that began on it, stacks that had to be made
   * @param missesAlone what would have been misses, had each carrier its own pool
   */
  public record CarrierUse(
      int carrier, String name, long acquired, long released, long misses, long missesAlone) {}

  /**
   * A stack.
   *
   * @param uses rows in the pool table, by time
   */
  public record UsedStack(long number, int capacity, int highWater, List<Integer> uses) {}

  /**
   * Counts.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public static PoolFacts of(Session session, SessionIndex index) {
    return new Counting(session, index).facts();
  }

  /** True if nothing was recorded of stacks. */
  public boolean isEmpty() {
    return stacks.isEmpty();
  }

  /** The share of decodes that got a stack that was there. */
  public double hitRate() {
    long all = session.pool().hits() + session.pool().misses();
    return all == 0 ? 0 : session.pool().hits() / (double) all;
  }

  /** The deepest use of any stack. */
  public int deepest() {
    return stacks.stream().mapToInt(UsedStack::highWater).max().orElse(0);
  }

  public int capacity() {
    return stacks.stream().mapToInt(UsedStack::capacity).max().orElse(0);
  }

  /** The share of decodes that ended on another carrier than the one they began on. */
  public double migrated() {
    long moved = 0;
    long all = 0;
    for (int row = 0; row < session.pool().uses(); row++) {
      StackUse use = session.pool().use(row);
      if (use.isReleased() && use.decode() >= 0) {
        int fiber = session.decodes().thread(use.decode());
        int from = Counting.carrier(session, fiber, use.acquired());
        int to = Counting.carrier(session, fiber, use.released());
        if (from >= 0 && to >= 0) {
          all++;
          moved += from == to ? 0 : 1;
        }
      }
    }
    return all == 0 ? 0 : moved / (double) all;
  }

  /** The use of a stack that lasts at a time, or -1. */
  public int useAt(UsedStack stack, long time) {
    for (int row : stack.uses()) {
      StackUse use = session.pool().use(row);
      if (use.acquired() <= time && time < use.released()) {
        return row;
      }
    }
    return -1;
  }

  /** Frames that are open on a stack at a time, as far as the suspensions of its decode tell. */
  public int depthAt(UsedStack stack, long time) {
    int row = useAt(stack, time);
    if (row < 0) {
      return 0;
    }
    int decode = session.pool().use(row).decode();
    if (decode < 0) {
      return 0;
    }
    int[] suspensions = index.suspensionsAround(decode, time, 1);
    if (suspensions.length == 0) {
      return 1;
    }
    String frames = session.suspensions().get(suspensions[0]).frames();
    return frames.isEmpty() ? 0 : (int) frames.lines().count();
  }

  /** True if the decode that has a stack is suspended at a time. */
  public boolean isSuspendedAt(UsedStack stack, long time) {
    int row = useAt(stack, time);
    int decode = row < 0 ? -1 : session.pool().use(row).decode();
    if (decode < 0) {
      return false;
    }
    for (int suspension : index.suspensionsAround(decode, time, 1)) {
      var each = session.suspensions().get(suspension);
      if (each.time() <= time && time < each.resumed()) {
        return true;
      }
    }
    return false;
  }

  /** What is counted on the way. */
  private static final class Counting {
    private final Session session;
    private final SessionIndex index;
    private final PoolTable pool;
    private final double partNanos;

    Counting(Session session, SessionIndex index) {
      this.session = session;
      this.index = index;
      pool = session.pool();
      partNanos = Math.max(1, session.readTo() / (double) PARTS);
    }

    static int carrier(Session session, int fiber, long time) {
      int row = fiber < 0 || time < 0 ? SpanTable.NONE : session.spans().at(fiber, time);
      return row == SpanTable.NONE || !session.spans().state(row).isMounted()
          ? -1
          : session.spans().link(row);
    }

    private int part(long time) {
      return Math.clamp((long) (time / partNanos), 0, PARTS - 1);
    }

    private record Moment(long time, boolean acquires, int carrier, int row) {}

    private PoolFacts facts() {
      int count = pool.uses();
      List<Moment> moments = new ArrayList<>(2 * count);
      Map<Long, List<Integer>> usesOf = new TreeMap<>();
      for (int row = 0; row < count; row++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
        StackUse use = pool.use(row);
        int fiber = use.decode() < 0 ? -1 : session.decodes().thread(use.decode());
        usesOf.computeIfAbsent(use.stack(), _ -> new ArrayList<>()).add(row);
        moments.add(
            new Moment(
                Math.max(0, use.acquired()), true, carrier(session, fiber, use.acquired()), row));
        if (use.isReleased()) {
          moments.add(
              new Moment(use.released(), false, carrier(session, fiber, use.released()), row));
        }
      }
      moments.sort(Comparator.comparingLong(Moment::time));
      List<CarrierUse> carriers = carriers(moments);
      int[] numberOfCarrier = new int[session.threads().count() + 1];
      Arrays.fill(numberOfCarrier, carriers.size() - 1);
      for (int i = 0; i < carriers.size(); i++) {
        if (carriers.get(i).carrier() >= 0) {
          numberOfCarrier[carriers.get(i).carrier()] = i;
        }
      }
      List<int[]> inUse = new ArrayList<>();
      carriers.forEach(_ -> inUse.add(new int[PARTS]));
      int most = 0;
      long mostAt = 0;
      int live = 0;
      int[] now = new int[carriers.size()];
      int[] numberOfUse = new int[count];
      int part = 0;
      for (Moment moment : moments) {
        int next = part(moment.time());
        for (; part < next; part++) {
          raise(inUse, now, part + 1);
        }
        if (moment.acquires()) {
          numberOfUse[moment.row()] =
              moment.carrier() < 0 ? carriers.size() - 1 : numberOfCarrier[moment.carrier()];
        }
        now[numberOfUse[moment.row()]] += moment.acquires() ? 1 : -1;
        live += moment.acquires() ? 1 : -1;
        raise(inUse, now, part);
        if (live > most) {
          most = live;
          mostAt = moment.time();
        }
      }
      for (; part < PARTS - 1; part++) {
        raise(inUse, now, part + 1);
      }
      List<UsedStack> stacks = stacks(usesOf);
      double bytes = stacks.stream().mapToLong(Counting::bytes).average().orElse(0);
      int[] idle = idle();
      int highest =
          IntStream.range(0, PARTS)
              .map(i -> idle[i] + inUse.stream().mapToInt(each -> each[i]).sum())
              .max()
              .orElse(0);
      return new PoolFacts(
          session,
          index,
          partNanos,
          List.copyOf(inUse),
          idle,
          carriers,
          stacks,
          most,
          mostAt,
          Math.round(idle[PARTS - 1] * bytes),
          Math.round(highest * bytes));
    }

    private static long bytes(UsedStack stack) {
      return StackBytes.of(stack.capacity(), stack.highWater());
    }

    private static void raise(List<int[]> inUse, int[] now, int part) {
      for (int i = 0; i < now.length; i++) {
        int[] its = inUse.get(i);
        its[part] = Math.max(its[part], now[i]);
      }
    }

    private List<UsedStack> stacks(Map<Long, List<Integer>> usesOf) {
      List<UsedStack> stacks = new ArrayList<>();
      usesOf.forEach(
          (number, uses) -> {
            uses.sort(Comparator.comparingLong(row -> pool.use(row).acquired()));
            int capacity = 0;
            int highWater = 0;
            for (int row : uses) {
              capacity = Math.max(capacity, pool.use(row).frameCapacity());
              highWater = Math.max(highWater, pool.use(row).highWaterFrames());
            }
            stacks.add(new UsedStack(number, capacity, highWater, List.copyOf(uses)));
          });
      return List.copyOf(stacks);
    }

    private int[] idle() {
      int[] idle = new int[PARTS];
      Map<Long, Integer> idleOf = new HashMap<>();
      List<Occupancy> looks =
          IntStream.range(0, pool.occupancies())
              .mapToObj(pool::occupancy)
              .sorted(Comparator.comparingLong(Occupancy::time))
              .toList();
      int all = 0;
      int part = 0;
      for (Occupancy look : looks) {
        int next = part(look.time());
        for (; part < next; part++) {
          idle[part + 1] = all;
        }
        all += look.idle() - idleOf.getOrDefault(look.pool(), 0);
        idleOf.put(look.pool(), look.idle());
        idle[part] = Math.max(idle[part], all);
      }
      for (; part < PARTS - 1; part++) {
        idle[part + 1] = all;
      }
      return idle;
    }

    /** Counts by carrier, and what would have been misses with a pool for each. */
    private List<CarrierUse> carriers(List<Moment> moments) {
      Map<Integer, long[]> counts = new HashMap<>();
      Map<Integer, Integer> alone = new HashMap<>();
      for (Moment moment : moments) {
        long[] its = counts.computeIfAbsent(moment.carrier(), _ -> new long[4]);
        int idle = alone.getOrDefault(moment.carrier(), 0);
        if (moment.acquires()) {
          its[0]++;
          its[2] += pool.use(moment.row()).hit() ? 0 : 1;
          its[3] += idle > 0 ? 0 : 1;
          alone.put(moment.carrier(), Math.max(0, idle - 1));
        } else {
          its[1]++;
          alone.put(moment.carrier(), idle + 1);
        }
      }
      List<CarrierUse> uses = new ArrayList<>();
      long[] others = counts.getOrDefault(-1, new long[4]);
      counts.remove(-1);
      counts.entrySet().stream()
          .sorted(Comparator.comparingLong(each -> -each.getValue()[0]))
          .forEach(
              each -> {
                long[] its = each.getValue();
                if (uses.size() < MOST_CARRIERS) {
                  String name = session.threads().name(each.getKey());
                  uses.add(new CarrierUse(each.getKey(), name, its[0], its[1], its[2], its[3]));
                } else {
                  for (int i = 0; i < its.length; i++) {
                    others[i] += its[i];
                  }
                }
              });
      uses.add(
          new CarrierUse(
              ThreadTable.NO_THREAD,
              uses.isEmpty() ? "all" : "other or unknown",
              others[0],
              others[1],
              others[2],
              others[3]));
      return List.copyOf(uses);
    }
  }
}
