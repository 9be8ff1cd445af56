package dev.fiberscope.recordings.analysis;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.store.Why;
import dev.fiberscope.recordings.threads.ObjectNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits for what others have, put together by what they wait for and where in their code. */
public final class WaitGroups {
  /** What fibers wait for. */
  public enum Blocker {
    /** One at a time: {@code synchronized}. */
    MONITOR("a monitor"),
    /** One at a time: a lock of {@code java.util.concurrent}. */
    LOCK("a lock"),
    /** So many at a time. */
    SEMAPHORE("a semaphore"),
    /** Whatever comes out of a queue, or a condition that somebody signals. */
    QUEUE("a queue or condition");

    private final String text;

    Blocker(String text) {
      this.text = text;
    }

    /** With its article. */
    public String text() {
      return text;
    }
  }

  /**
   * A wait.
   *
   * @param fiber row of the fiber
   * @param waker row of who ended it, or {@link Occurrence#NONE}
   * @param isOver false if it lasted to the end of the session
   */
  public record Wait(int fiber, long start, long end, int waker, boolean isOver) {
    public long nanos() {
      return end - start;
    }
  }

  /**
   * Waits of one kind at one place.
   *
   * @param site the method that waits, or the object, where the agent told; of a monitor, which is
   *     not recorded, the method that the fiber was started to run; empty if not recorded
   * @param isObject true if the site is an object
   * @param stackTrace of one of them, or {@link StackTraceTable#NONE}
   * @param waits by the time they begin
   */
  public record WaitGroup(
      Blocker blocker, String site, boolean isObject, int stackTrace, List<Wait> waits) {
    /** What is waited for, and where. */
    public String where() {
      return blocker.text() + (isObject ? ", " : " in ") + site;
    }

    /** How many waited at the same time at most. */
    public int peak() {
      long[] starts = waits.stream().mapToLong(Wait::start).sorted().toArray();
      long[] ends = waits.stream().mapToLong(Wait::end).sorted().toArray();
      int most = 0;
      int over = 0;
      for (int begun = 1; begun <= starts.length; begun++) {
        while (ends[over] <= starts[begun - 1]) {
          over++;
        }
        most = Math.max(most, begun - over);
      }
      return most;
    }

    public long fibers() {
      return waits.stream().mapToInt(Wait::fiber).distinct().count();
    }

    public long nanos() {
      return waits.stream().mapToLong(Wait::nanos).sum();
    }
  }

  private static final Map<String, Blocker> BLOCKERS =
      Map.of(
          "java.util.concurrent.Semaphore", Blocker.SEMAPHORE,
          "java.util.concurrent.locks.ReentrantLock", Blocker.LOCK,
          "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock", Blocker.LOCK,
          "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock", Blocker.LOCK,
          "java.util.concurrent.locks.StampedLock", Blocker.LOCK);

  private static final String READ_WRITE = "java.util.concurrent.locks.ReentrantReadWriteLock";
  private static final String STAMPED = "java.util.concurrent.locks.StampedLock";
  private static final String CONDITION = "AbstractQueuedSynchronizer$ConditionObject";

  /** A semaphore that has room for several lets one wake the next. */
  private static final int MOST_PASSED = 64;

  private record Place(Blocker blocker, String site, boolean isObject) {}

  private final Map<Place, WaitGroup> groups = new HashMap<>();
  private final IntObjectHashMap<Optional<Place>> places = new IntObjectHashMap<>();
  private final Observed seen;

  private WaitGroups(Observed seen) {
    this.seen = seen;
  }

  static WaitGroups of(Observed seen) {
    WaitGroups groups = new WaitGroups(seen);
    Session session = seen.session();
    SpanTable spans = session.spans();
    Cancellation cancellation = new Cancellation();
    for (int fiber : session.threads().rows(ThreadTable.Kind.FIBER)) {
      for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
        cancellation.row();
        State state = spans.state(row);
        if (state == State.PARKED || state == State.BLOCKED) {
          groups.wait(fiber, row);
        }
      }
    }
    groups
        .groups
        .values()
        .forEach(group -> group.waits().sort(Comparator.comparingLong(Wait::start)));
    return groups;
  }

  private void wait(int fiber, int row) {
    SpanTable spans = seen.session().spans();
    int trace = seen.hasWaitSites() ? seen.index().sites().stackTraceOf(row) : StackTraceTable.NONE;
    Optional<Place> place = trace != StackTraceTable.NONE ? place(trace) : object(row);
    if (place.isEmpty() && trace == StackTraceTable.NONE && spans.why(row) == Why.MONITOR) {
      place = Optional.of(new Place(Blocker.MONITOR, seen.index().sites().task(fiber), false));
    }
    if (place.isEmpty()) {
      return;
    }
    long end = spans.end(row);
    boolean isOver = end < seen.session().readTo();
    int waker = waker(fiber, spans.start(row), end);
    groups
        .computeIfAbsent(
            place.get(),
            each ->
                new WaitGroup(
                    each.blocker(), each.site(), each.isObject(), trace, new ArrayList<>()))
        .waits()
        .add(new Wait(fiber, spans.start(row), end, waker, isOver));
  }

  /** Who gave what a fiber waited for; one that got it may have passed the wake-up on. */
  private int waker(int fiber, long from, long to) {
    Optional<Wake> wake = seen.index().lastWake(fiber, from, to);
    for (int passed = 0; passed < MOST_PASSED; passed++) {
      if (wake.isEmpty() || !isPassedOn(seen.index().stackTraceOf(wake.get()))) {
        break;
      }
      Wake by = wake.get();
      wake = seen.index().lastWake(seen.fiberOn(by.waker(), by.time()), from, by.time());
    }
    return wake.map(by -> seen.fiberOn(by.waker(), by.time())).orElse(Occurrence.NONE);
  }

  private boolean isPassedOn(int trace) {
    return seen.frames(trace).stream()
        .anyMatch(
            frame ->
                frame.method().equals("acquire")
                    && frame
                        .type()
                        .equals("java.util.concurrent.locks.AbstractQueuedSynchronizer"));
  }

  private Optional<Place> place(int trace) {
    Optional<Place> known = places.get(trace);
    if (known == null) {
      known =
          blocker(seen.frames(trace)).map(blocker -> new Place(blocker, seen.site(trace), false));
      places.put(trace, known);
    }
    return known;
  }

  private Optional<Place> object(int span) {
    return seen.index()
        .blockerOf(span)
        .flatMap(
            on ->
                kind(on.type())
                    .map(
                        kind ->
                            new Place(kind, ObjectNames.object(on.type(), on.identity()), true)));
  }

  /** Locks and semaphores are parked on by what they are made of. */
  private static Optional<Blocker> kind(String type) {
    Blocker named = BLOCKERS.get(ObjectNames.maker(type));
    return named != null
        ? Optional.of(named)
        : type.startsWith(READ_WRITE) || type.equals(STAMPED)
            ? Optional.of(Blocker.LOCK)
            : isQueue(type) ? Optional.of(Blocker.QUEUE) : Optional.empty();
  }

  private static boolean isQueue(String type) {
    return type.endsWith(CONDITION)
        || type.endsWith("Queue")
        || type.endsWith("Deque")
        || type.startsWith("java.util.concurrent.SynchronousQueue$")
        || type.startsWith("java.util.concurrent.Exchanger");
  }

  /** By the outermost class of the JDK that waits: a queue's lock is the queue's. */
  private static Optional<Blocker> blocker(List<Frame> frames) {
    Optional<Blocker> found = Optional.empty();
    for (Frame frame : frames) {
      String type = frame.type();
      if (!type.startsWith("java.")) {
        break;
      }
      Blocker named = BLOCKERS.get(type);
      if (named != null) {
        found = Optional.of(named);
      } else if (isQueue(type)) {
        found = Optional.of(Blocker.QUEUE);
      }
    }
    return found;
  }

  /** Those of a kind. */
  public List<WaitGroup> of(Collection<Blocker> blockers) {
    return groups.values().stream()
        .filter(group -> blockers.contains(group.blocker()))
        .sorted(Comparator.comparing(WaitGroup::site))
        .toList();
  }
}
