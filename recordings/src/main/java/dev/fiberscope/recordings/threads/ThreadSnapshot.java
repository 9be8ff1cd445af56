package dev.fiberscope.recordings.threads;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every thread of a JVM at a moment. They are looked at one after the other while the JVM goes on,
 * so two of them may not quite fit together.
 *
 * @param time when it was taken
 * @param jvm the JVM's version; empty if not told
 * @param scheduler what the scheduler said just before; empty if the JVM does not tell
 * @param moved true if carriers took other fibers while it was taken
 * @param deep true if the agent told states, carriers and owners of locks
 */
public record ThreadSnapshot(
    Instant time,
    String jvm,
    Optional<SchedulerState> scheduler,
    boolean moved,
    boolean deep,
    List<SnapshotThread> threads) {

  /** True if it tells states and locks: JDK 25 and later; before there are stack traces only. */
  public boolean hasStates() {
    return threads.stream().anyMatch(thread -> !thread.state().isEmpty());
  }

  public List<SnapshotThread> fibers() {
    return threads.stream().filter(SnapshotThread::fiber).toList();
  }

  /** Threads by their number. */
  public Map<Long, SnapshotThread> byId() {
    Map<Long, SnapshotThread> byId = new HashMap<>();
    threads.forEach(thread -> byId.put(thread.id(), thread));
    return byId;
  }
}
