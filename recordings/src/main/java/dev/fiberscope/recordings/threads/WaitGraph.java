package dev.fiberscope.recordings.threads;

import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for whom in a snapshot, as far as that is told or most likely. */
final class WaitGraph {
  /**
   * For whom a thread waits.
   *
   * @param inferred true if the JVM does not say who owns the object: this thread is in the method
   *     in which others wait for it, and no other is
   */
  record Owner(SnapshotThread thread, boolean inferred) {}

  private final ThreadSnapshot snapshot;
  private final Map<Long, SnapshotThread> byId;
  private final Map<String, SnapshotThread> owners = new HashMap<>();
  private final Map<String, List<SnapshotThread>> waiters = new HashMap<>();
  private final Map<String, Optional<Owner>> inferred = new HashMap<>();

  WaitGraph(ThreadSnapshot snapshot) {
    this.snapshot = snapshot;
    byId = snapshot.byId();
    for (SnapshotThread thread : snapshot.threads()) {
      thread.owned().forEach(object -> owners.put(object, thread));
      wait(thread)
          .ifPresent(
              wait -> waiters.computeIfAbsent(wait.object(), _ -> new ArrayList<>()).add(thread));
    }
  }

  /** What a thread waits for. One that could run waits for nothing any more, whatever it says. */
  static Optional<Wait> wait(SnapshotThread thread) {
    return thread.isWaiting() ? thread.waits() : Optional.empty();
  }

  /** Those that wait for each object. */
  Map<String, List<SnapshotThread>> waiters() {
    return waiters;
  }

  /** For whom a thread waits; empty if for nobody, or for whom is not known. */
  Optional<Owner> owner(SnapshotThread thread) {
    return wait(thread).flatMap(wait -> owner(wait, thread));
  }

  private Optional<Owner> owner(Wait wait, SnapshotThread waiter) {
    Optional<SnapshotThread> told =
        switch (wait.kind()) {
          case ENTER -> Optional.ofNullable(owners.get(wait.object()));
          // Who would notify is not written anywhere.
          case NOTIFY -> Optional.empty();
          case PARK -> wait.owner().map(byId::get);
          case CLASS -> initialiser(wait.object(), waiter);
        };
    return told.map(thread -> new Owner(thread, false))
        .or(() -> wait.kind() == Kind.PARK ? likelyOwner(wait.object()) : Optional.empty())
        .filter(owner -> owner.thread() != waiter);
  }

  private Optional<SnapshotThread> initialiser(String type, SnapshotThread waiter) {
    String method = type + ".<clinit>";
    return snapshot.threads().stream()
        .filter(thread -> thread != waiter)
        .filter(thread -> thread.stack().stream().map(ObjectNames::method).anyMatch(method::equals))
        .findFirst();
  }

  /** Locks have owners, which the JVM does not tell (JDK 25): they are mostly in the same method. */
  private Optional<Owner> likelyOwner(String object) {
    if (!object.startsWith("java.util.concurrent.locks.Reentrant")) {
      return Optional.empty();
    }
    return inferred.computeIfAbsent(object, this::inferOwner);
  }

  private Optional<Owner> inferOwner(String object) {
    Set<String> methods = new LinkedHashSet<>();
    List<SnapshotThread> waiting = waiters.getOrDefault(object, List.of());
    for (SnapshotThread thread : waiting) {
      lockingMethod(thread).ifPresent(methods::add);
    }
    List<SnapshotThread> inside =
        snapshot.threads().stream()
            .filter(thread -> !waiting.contains(thread))
            .filter(thread -> thread.waits().filter(w -> w.object().equals(object)).isEmpty())
            .filter(
                thread ->
                    thread.stack().stream().map(ObjectNames::method).anyMatch(methods::contains))
            .toList();
    return inside.size() == 1
        ? Optional.of(new Owner(inside.getFirst(), true))
        : Optional.empty();
  }

  /** The method outside of the JDK that took the lock. */
  private static Optional<String> lockingMethod(SnapshotThread thread) {
    return thread.stack().stream()
        .filter(method -> !ObjectNames.isJdk(method))
        .findFirst()
        .map(ObjectNames::method);
  }

  /** Fibers that were woken to get an object and could run, had they a carrier. */
  List<SnapshotThread> nextOwners(String object) {
    return snapshot.threads().stream()
        .filter(SnapshotThread::couldRun)
        .filter(thread -> thread.waits().filter(w -> w.object().equals(object)).isPresent())
        .toList();
  }

  /** A thread, for whom it waits, for whom that one waits, and so on; each once. */
  List<SnapshotThread> chain(SnapshotThread first) {
    Set<SnapshotThread> chain = new LinkedHashSet<>();
    Optional<SnapshotThread> next = Optional.of(first);
    while (next.isPresent() && chain.add(next.get())) {
      next = owner(next.get()).map(Owner::thread);
    }
    return List.copyOf(chain);
  }

  /** Circles of threads that wait for each other, each once. */
  List<List<SnapshotThread>> circles() {
    List<List<SnapshotThread>> circles = new ArrayList<>();
    Set<SnapshotThread> seen = new LinkedHashSet<>();
    for (SnapshotThread thread : snapshot.threads()) {
      List<SnapshotThread> path = new ArrayList<>();
      Optional<SnapshotThread> next = Optional.of(thread);
      while (next.isPresent() && !path.contains(next.get()) && seen.add(next.get())) {
        path.add(next.get());
        next = owner(next.get()).map(Owner::thread);
      }
      if (next.isPresent() && path.contains(next.get())) {
        circles.add(List.copyOf(path.subList(path.indexOf(next.get()), path.size())));
      }
    }
    return circles;
  }
}
