package dev.fiberscope.app.timeline;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Words;
import dev.fiberscope.app.timeline.Arrangement.Sorting;
import dev.fiberscope.app.timeline.FiberLanes.Group;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Puts fibers into groups and lanes. */
final class LaneArranger {
  /** Fewer fibers than these always have a lane each. */
  private static final int FEW = 100;

  /** Lanes are shared only if so many fibers fit into one on average. */
  private static final int WORTH_SHARING = 4;

  /** The last group. */
  private static final String PLATFORM_THREADS = "PLATFORM THREADS";

  private final OpenSession open;
  private final Session session;
  private final Arrangement arrangement;
  private final List<Group> groups = new ArrayList<>();
  private final IntArrayList fibers = new IntArrayList();
  private final IntArrayList firstOfLane = new IntArrayList();
  private final IntArrayList withoutLane = new IntArrayList();
  private final Cancellation cancellation = new Cancellation();

  private LaneArranger(OpenSession open, Arrangement arrangement) {
    this.open = open;
    this.session = open.session();
    this.arrangement = arrangement;
  }

  /**
   * Arranges the fibers of a session.
   *
   * @throws CancellationException if the thread is interrupted
   */
  static FiberLanes arrange(OpenSession open, Arrangement arrangement) {
    return new LaneArranger(open, arrangement).arrange();
  }

  private FiberLanes arrange() {
    Map<String, IntArrayList> byGroup = new TreeMap<>();
    ThreadTable threads = session.threads();
    Words filter = Words.of(arrangement.filter());
    for (int thread = 0; thread < threads.count(); thread++) {
      cancellation.row();
      if (threads.kind(thread) == ThreadTable.Kind.FIBER && isWanted(thread, filter)) {
        byGroup
            .computeIfAbsent(
                GroupNames.of(open, arrangement.grouping(), thread), _ -> new IntArrayList())
            .add(thread);
      }
    }
    // The largest group first; of those as large the order of the alphabet.
    byGroup.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
        .forEach(each -> group(each.getKey(), each.getValue().toArray()));
    int[] platform = platform(filter);
    if (platform.length > 0) {
      group(PLATFORM_THREADS, platform);
    }
    firstOfLane.add(fibers.size());
    return new FiberLanes(
        session.spans(),
        fibers.toArray(),
        firstOfLane.toArray(),
        groups,
        withoutLane.toArray(),
        threads.count());
  }

  /** Of those that carry no fibers: those of which anything is known. */
  private int[] platform(Words filter) {
    return IntStream.of(session.threads().rows(ThreadTable.Kind.PLATFORM))
        .filter(thread -> !session.spans().isEmpty(thread) && isWanted(thread, filter))
        .toArray();
  }

  private boolean isWanted(int fiber, Words filter) {
    return arrangement.filter().isEmpty()
        || filter.in(session.threads().name(fiber) + " " + GroupNames.type(open, fiber));
  }

  private void group(String name, int[] members) {
    cancellation.look();
    int firstLane = firstOfLane.size();
    int[] byTime = sorted(members, Sorting.START);
    boolean mayShare = arrangement.packed() && arrangement.sorting() == Sorting.START;
    if (!mayShare || members.length < FEW || !share(byTime)) {
      int[] inOrder =
          arrangement.sorting() == Sorting.START ? byTime : sorted(members, arrangement.sorting());
      for (int fiber : inOrder) {
        firstOfLane.add(fibers.size());
        fibers.add(fiber);
      }
    }
    groups.add(new Group(name, members.length, firstLane, firstOfLane.size() - firstLane));
  }

  private int[] sorted(int[] members, Sorting sorting) {
    ThreadTable threads = session.threads();
    long[] keys = new long[members.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] =
          switch (sorting) {
            case START -> firstMoment(members[i]);
            case NAME -> 0;
            case RUNNING -> -nanos(members[i], State.RUNNING);
            case QUEUED -> -nanos(members[i], State.RUNNABLE);
            case PARKED -> -nanos(members[i], State.PARKED);
            case BLOCKED -> -nanos(members[i], State.BLOCKED);
            case PINNED -> -nanos(members[i], State.PINNED);
          };
    }
    int[] order =
        IndirectSort.mergesort(
            0,
            keys.length,
            sorting == Sorting.NAME
                ? (a, b) -> NameOrder.compare(threads.name(members[a]), threads.name(members[b]))
                : (a, b) -> Long.compare(keys[a], keys[b]));
    for (int i = 0; i < order.length; i++) {
      order[i] = members[order[i]];
    }
    return order;
  }

  private long nanos(int fiber, State state) {
    SpanTable spans = session.spans();
    long[] nanos = new long[State.values().length];
    spans.addStateTimes(fiber, nanos);
    return nanos[state.ordinal()];
  }

  private long firstMoment(int fiber) {
    SpanTable spans = session.spans();
    long started = session.threads().start(fiber);
    return !spans.isEmpty(fiber)
        ? spans.trackBegin(fiber)
        : started == ThreadTable.NOT_RECORDED ? Long.MAX_VALUE : started;
  }

  /** A lane by when it is free again. */
  private record Busy(int lane, long until) implements Comparable<Busy> {
    @Override
    public int compareTo(Busy other) {
      return Long.compare(until, other.until);
    }
  }

  /**
   * Gives each fiber the topmost lane that is free; fibers without spans need no lane of their own.
   * Does nothing, and returns false, if that saves little.
   */
  private boolean share(int[] byTime) {
    SpanTable spans = session.spans();
    PriorityQueue<Busy> busy = new PriorityQueue<>();
    PriorityQueue<Integer> free = new PriorityQueue<>();
    List<IntArrayList> lanes = new ArrayList<>();
    IntArrayList withoutSpans = new IntArrayList();
    for (int fiber : byTime) {
      cancellation.row();
      if (spans.isEmpty(fiber)) {
        withoutSpans.add(fiber);
        continue;
      }
      while (!busy.isEmpty() && busy.peek().until() <= spans.trackBegin(fiber)) {
        free.add(busy.poll().lane());
      }
      if (free.isEmpty()) {
        free.add(lanes.size());
        lanes.add(new IntArrayList());
        if (lanes.size() * WORTH_SHARING > byTime.length) {
          return false;
        }
      }
      int lane = free.poll();
      lanes.get(lane).add(fiber);
      busy.add(new Busy(lane, spans.trackEnd(fiber)));
    }
    withoutLane.addAll(withoutSpans);
    for (IntArrayList lane : lanes) {
      firstOfLane.add(fibers.size());
      fibers.addAll(lane);
    }
    return true;
  }
}
