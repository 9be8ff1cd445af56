package dev.fiberscope.recordings.threads;

import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import java.util.ArrayList;
import java.util.Collection;
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
   * @param inferred true if the JVM does not say who owns the object: this thread is where the
   *     others took it, or runs the task, and no other is
   */
  record Owner(SnapshotThread thread, boolean inferred) {}

  /** Of more than so many threads in a method none is picked. */
  private static final int MOST_CANDIDATES = 1_000;

  private final ThreadSnapshot snapshot;
  private final StackIndex stacks;
  private final Map<Long, SnapshotThread> byId;
  private final Map<String, SnapshotThread> owners = new HashMap<>();
  private final Map<String, List<SnapshotThread>> waiters = new HashMap<>();
  private final Map<String, List<SnapshotThread>> woken = new HashMap<>();
  private final Map<String, Optional<Owner>> inferred = new HashMap<>();

  WaitGraph(ThreadSnapshot snapshot) {
    this.snapshot = snapshot;
    byId = snapshot.byId();
    stacks = new StackIndex(snapshot);
    for (SnapshotThread thread : snapshot.threads()) {
      thread.owned().forEach(object -> owners.put(object, thread));
      if (thread.couldRun()) {
        thread
            .waits()
            .ifPresent(
                wait -> woken.computeIfAbsent(wait.object(), _ -> new ArrayList<>()).add(thread));
      }
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
          case PARK, END -> wait.owner().map(byId::get);
          case CLASS -> initialiser(wait.object(), waiter);
        };
    boolean ask = wait.kind() == Kind.PARK && !snapshot.deep();
    return told.map(thread -> new Owner(thread, false))
        .or(() -> ask ? likelyOwner(wait.object()) : Optional.empty())
        .filter(owner -> owner.thread() != waiter);
  }

  private Optional<SnapshotThread> initialiser(String type, SnapshotThread waiter) {
    return stacks.in(type + ".<clinit>").stream().filter(thread -> thread != waiter).findFirst();
  }

  /** Locks have owners, which the JVM does not tell (JDK 25), and tasks have who runs them. */
  private Optional<Owner> likelyOwner(String object) {
    if (object.startsWith("java.util.concurrent.FutureTask@")) {
      return inferred.computeIfAbsent(
          object, _ -> only(stacks.in("java.util.concurrent.FutureTask.run"), object));
    }
    return object.startsWith("java.util.concurrent.locks.Reentrant")
        ? inferred.computeIfAbsent(object, this::likelyHolder)
        : Optional.empty();
  }

  /**
   * Who is in the method that took the lock, if that is one thread only; else who is in its class
   * and waits for one of those that wait for the lock. Nobody if somebody was woken to get it.
   */
  private Optional<Owner> likelyHolder(String object) {
    List<SnapshotThread> waiting = waiters.getOrDefault(object, List.of());
    if (!nextOwners(object).isEmpty() || waiting.size() > MOST_CANDIDATES) {
      return Optional.empty();
    }
    Set<SnapshotThread> inside = new LinkedHashSet<>();
    Set<String> types = new LinkedHashSet<>();
    Set<SnapshotThread> victims = new LinkedHashSet<>();
    for (SnapshotThread thread : waiting) {
      String method = stacks.takenIn(thread);
      inside.addAll(stacks.in(method));
      types.add(ObjectNames.type(method));
      thread.owned().forEach(owned -> victims.addAll(waiters.getOrDefault(owned, List.of())));
    }
    if (victims.size() > MOST_CANDIDATES) {
      return only(inside, object);
    }
    victims.removeIf(
        thread ->
            thread.stack().stream()
                .map(ObjectNames::method)
                .map(ObjectNames::type)
                .noneMatch(types::contains));
    return only(inside, object).or(() -> only(victims, object));
  }

  /** The only one of some threads that does not wait for the object, or did. */
  private static Optional<Owner> only(Collection<SnapshotThread> some, String object) {
    if (some.size() > MOST_CANDIDATES) {
      return Optional.empty();
    }
    List<SnapshotThread> others =
        some.stream()
            .filter(thread -> thread.waits().filter(w -> w.object().equals(object)).isEmpty())
            .toList();
    return others.size() == 1 ? Optional.of(new Owner(others.getFirst(), true)) : Optional.empty();
  }

  /** Fibers that were woken to get an object and could run, had they a carrier. */
  List<SnapshotThread> nextOwners(String object) {
    return woken.getOrDefault(object, List.of());
  }

  /**
   * Threads that are where others came by that wait for an object now.
   *
   * @param method in which all of them are, {@code a.B.c}
   */
  record Past(String method, List<SnapshotThread> threads) {}

  /**
   * Who has most likely taken what has no owner: who is in the same method of the program as the
   * waiting ones, as near to where they wait as any, and does not wait for it. Nobody where they
   * wait for work, which is put there by others.
   */
  Optional<Past> further(String object) {
    List<SnapshotThread> waiting = waiters.getOrDefault(object, List.of());
    if (waiting.isEmpty() || stacks.waitsForWork(waiting.getFirst())) {
      return Optional.empty();
    }
    for (String method : stacks.program(waiting.getFirst())) {
      List<SnapshotThread> others =
          stacks.in(method).stream()
              .filter(thread -> thread.waits().filter(w -> w.object().equals(object)).isEmpty())
              .toList();
      if (!others.isEmpty() && others.size() <= MOST_CANDIDATES) {
        return Optional.of(new Past(method, others));
      }
    }
    return Optional.empty();
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
