package dev.fiberscope.recordings;

import dev.fiberscope.recordings.decode.Standing;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotThread;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a snapshot of threads says of each fiber's state. */
final class SnapshotStates {
  private static final long NO_CARRIER = -1;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private SnapshotStates() {}

  /** Of every fiber; none if the JVM told no states. */
  static List<Standing> of(ThreadSnapshot snapshot) {
    Map<Long, SnapshotThread> byId = snapshot.byId();
    long nanos = nanos(snapshot.time());
    boolean full = snapshot.scheduler().filter(SchedulerState::isFull).isPresent();
    return !snapshot.hasStates()
        ? List.of()
        : snapshot.fibers().stream()
            .map(
                fiber -> {
                  long carrier = fiber.carrier().orElse(NO_CARRIER);
                  SnapshotThread platform = byId.get(carrier);
                  return new Standing(
                      nanos,
                      fiber.id(),
                      fiber.name(),
                      state(fiber, full),
                      carrier,
                      platform == null ? "" : platform.name());
                })
            .toList();
  }

  /** Ns since the epoch. */
  static long nanos(Instant time) {
    return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
  }

  private static State state(SnapshotThread fiber, boolean full) {
    if (fiber.couldRun()) {
      return State.RUNNABLE;
    }
    if (fiber.isMounted()) {
      return fiber.isWaiting() ? State.PINNED : State.RUNNING;
    }
    if (fiber.state().equals("BLOCKED")) {
      return State.BLOCKED;
    }
    // No timer fires while every carrier is held, so its sleep may be over.
    return full && fiber.state().equals("TIMED_WAITING") ? State.AWAY : State.PARKED;
  }
}
