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

  public boolean isMounted() {
    return carrier.isPresent();
  }

  /** True if it is a fiber that could run, had it a carrier: what it waited for is over. */
  public boolean couldRun() {
    return fiber && carrier.isEmpty() && state.equals("RUNNABLE");
  }

  /** True if it waits for something and keeps its carrier meanwhile. */
  public boolean isPinned() {
    return isMounted() && isWaiting();
  }

  /** True if the JVM says that it waits, blocks or sleeps. */
  public boolean isWaiting() {
    return state.endsWith("WAITING")
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
