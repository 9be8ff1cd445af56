package dev.fiberscope.recordings.threads;

import dev.fiberscope.recordings.threads.SnapshotThread.Exact;
import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import java.util.Optional;

/**
 * What the agent read of a thread in the JVM's own fields.
 *
 * @param state as {@link Thread.State} names it
 * @param exact as VirtualThread names it; empty of platform threads
 * @param lateNanos how long ago its time was over; 0 if it is not, or the JDK does not tell
 * @param steady true if two looks, one after the other, found the same
 * @param carrier number of the platform thread that carries it
 * @param blocker what it is parked for, as thread dumps write objects
 * @param owner number of the thread that owns that, or whose end that is
 * @param end true if it is parked until the owner ends
 */
record DeepThread(
    boolean fiber,
    String state,
    String exact,
    long lateNanos,
    boolean steady,
    Optional<Long> carrier,
    Optional<String> blocker,
    Optional<Long> owner,
    boolean end) {

  /** A thread of the dump with this. What the dump alone tells, monitors and classes, stays. */
  SnapshotThread of(SnapshotThread dumped) {
    Optional<Wait> parked =
        blocker.map(
            object ->
                new Wait(
                    end ? Kind.END : Kind.PARK, object, steady ? owner : Optional.<Long>empty()));
    return new SnapshotThread(
        dumped.id(),
        dumped.name(),
        fiber || dumped.fiber(),
        state,
        fiber ? carrier : dumped.carrier(),
        dumped.waits().filter(wait -> wait.kind() != Kind.PARK).or(() -> parked),
        exact.isEmpty() ? Optional.empty() : Optional.of(new Exact(exact, lateNanos)),
        dumped.owned(),
        dumped.stack());
  }
}
