package dev.fiberscope.recordings.threads;

import java.util.List;
import java.util.Optional;

/**
 * A thread at the moment of a snapshot.
 *
 * @param id the JVM's own number of it, as in recordings
 * @param state as {@link Thread.State} names it; empty where the JVM does not tell (before JDK 25)
 * @param carrier number of the platform thread that carries it; empty if it is not mounted, or not
 *     told
 * @param waits what it waits for; empty if for nothing that is told
 * @param exact what the agent adds; empty without it
 * @param owned monitors that it owns, without the one that it waits on to be notified
 * @param stack methods as {@code module/class.method(file:line)}, the innermost first
 */
public record SnapshotThread(
    long id,
    String name,
    boolean fiber,
    String state,
    Optional<Long> carrier,
    Optional<Wait> waits,
    Optional<Exact> exact,
    List<String> owned,
    List<String> stack) {

  /** How a thread waits for an object. */
  public enum Kind {
    /** To enter a monitor. */
    ENTER,
    /** To be notified. */
    NOTIFY,
    /** Parked, because of a lock, a queue or the like. */
    PARK,
    /** Parked until another thread ends. */
    END,
    /** For another thread to initialise a class; the object is the class. */
    CLASS
  }

  /**
   * @param object class and identity, such as {@code java.lang.Object@1f}
   * @param owner number of the thread that owns a parked thread's lock, or that is to end; empty if
   *     that is not told
   */
  public record Wait(Kind kind, String object, Optional<Long> owner) {}

  /**
   * What only the JDK itself knows of a fiber.
   *
   * @param state as VirtualThread names it, such as {@code TIMED_PARKED}
   * @param lateNanos how long ago its time was over; 0 if it is not, or not known
   */
  public record Exact(String state, long lateNanos) {
    /** What a timer may be late by while all is well. */
    private static final long TIMER_NANOS = 5_000_000;

    private boolean isOverdue() {
      return lateNanos > TIMER_NANOS;
    }

    private boolean isNew() {
      return state.equals("STARTED");
    }

    private boolean hasYielded() {
      return state.startsWith("YIELD");
    }
  }

  public boolean isMounted() {
    return carrier.isPresent();
  }

  /** True if it is a fiber that could run, had it a carrier: what it waited for is over. */
  public boolean couldRun() {
    return fiber && carrier.isEmpty() && (state.equals("RUNNABLE") || isOverdue());
  }

  /** True if it waits for a time that is over: no timer fires while all carriers are held. */
  public boolean isOverdue() {
    return exact.filter(Exact::isOverdue).isPresent();
  }

  /** True if it was started and has not run yet. */
  public boolean isNew() {
    return exact.map(Exact::isNew).orElse(stack.isEmpty());
  }

  /** True if it let others go first. */
  public boolean hasYielded() {
    return exact.filter(Exact::hasYielded).isPresent();
  }

  /** True if it waits for something and keeps its carrier meanwhile. */
  public boolean isPinned() {
    return isMounted() && isWaiting();
  }

  /** True if the JVM says that it waits, blocks or sleeps. */
  public boolean isWaiting() {
    return state.endsWith("WAITING") && !isOverdue()
        || state.equals("BLOCKED")
        || waits.filter(wait -> wait.kind() == Kind.CLASS).isPresent();
  }

  /** True if it sleeps for a time. */
  public boolean sleeps() {
    return state.equals("TIMED_WAITING")
        && stack.stream().limit(4).anyMatch(method -> method.contains("java.lang.Thread.sleep"));
  }

  /** What to call it. */
  public String told() {
    return name.isEmpty() ? (fiber ? "fiber #" : "thread #") + id : name;
  }
}
