package dev.fiberscope.recordings.threads;

import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import dev.fiberscope.recordings.threads.Stall.Line;
import dev.fiberscope.recordings.threads.WaitGraph.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What does not get on in a snapshot of threads: the answer first, then who waits for whom. */
public final class Stalls {
  private static final int MOST_NAMED = 3;
  private static final int MOST_QUEUES = 5;

  private final ThreadSnapshot snapshot;
  private final WaitGraph graph;
  private final ThreadWords words;
  private final List<Stall> stalls = new ArrayList<>();
  // Those of which it was said that they wait for each other.
  private final Set<SnapshotThread> circled = new HashSet<>();

  private Stalls(ThreadSnapshot snapshot) {
    this.snapshot = snapshot;
    graph = new WaitGraph(snapshot);
    words = new ThreadWords(snapshot, graph);
  }

  /** The worst first; none if every thread gets on, or the JVM does not tell states. */
  public static List<Stall> of(ThreadSnapshot snapshot) {
    Stalls stalls = new Stalls(snapshot);
    if (snapshot.hasStates()) {
      stalls.circles();
      stalls.carriers();
      stalls.queues();
    }
    stalls.stalls.sort(Comparator.comparing(Stall::kind));
    return List.copyOf(stalls.stalls);
  }

  private void circles() {
    for (List<SnapshotThread> circle : graph.circles()) {
      circled.addAll(circle);
      boolean inferred =
          circle.stream().anyMatch(thread -> graph.owner(thread).orElseThrow().inferred());
      List<Line> chain = new ArrayList<>();
      for (SnapshotThread thread : circle) {
        chain.add(link(thread));
      }
      String names =
          circle.stream().map(SnapshotThread::told).collect(Collectors.joining(" \u2192 "));
      stalls.add(
          new Stall(
              Stall.Kind.DEADLOCK,
              (inferred ? "Most likely a deadlock: " : "Deadlock: ")
                  + names
                  + " \u2192 "
                  + circle.getFirst().told(),
              circle.stream().map(words::waitsForWhom).collect(Collectors.joining("; "))
                  + ends(circle)
                  + (inferred ? " Who owns a lock is inferred where it says so." : ""),
              chain));
    }
  }

  private static String ends(List<SnapshotThread> circle) {
    List<String> timed =
        circle.stream()
            .filter(thread -> thread.state().equals("TIMED_WAITING"))
            .map(SnapshotThread::told)
            .toList();
    return timed.isEmpty()
        ? ". None of them ever gets on."
        : ". None of them gets on before "
            + String.join(" or ", timed)
            + " gives up, for that waits for a time only.";
  }

  private Line link(SnapshotThread thread) {
    boolean inferred = graph.owner(thread).filter(Owner::inferred).isPresent();
    return new Line(words.waitsForWhom(thread), Optional.of(thread.id()), inferred);
  }

  private void carriers() {
    List<SnapshotThread> mounted =
        snapshot.fibers().stream().filter(SnapshotThread::isMounted).toList();
    List<SnapshotThread> ready =
        snapshot.fibers().stream().filter(SnapshotThread::couldRun).toList();
    int carriers = snapshot.scheduler().map(SchedulerState::parallelism).orElse(mounted.size());
    long queued =
        Math.max(ready.size(), snapshot.scheduler().map(SchedulerState::queued).orElse(0L));
    if (mounted.isEmpty() || mounted.size() < carriers || queued == 0) {
      return;
    }
    List<SnapshotThread> waiting = mounted.stream().filter(SnapshotThread::isWaiting).toList();
    boolean nobody = waiting.size() == mounted.size();
    StringBuilder sentence = new StringBuilder(held(mounted, waiting, carriers));
    sentence.append(queue(queued, ready));
    if (nobody) {
      waiting.stream()
          .flatMap(thread -> WaitGraph.wait(thread).map(Wait::object).stream())
          .distinct()
          .limit(MOST_NAMED)
          .forEach(object -> sentence.append(words.whoHas(object)));
    }
    List<Line> chain = new ArrayList<>();
    for (SnapshotThread thread : mounted.stream().limit(MOST_QUEUES).toList()) {
      chainOf(thread, chain);
    }
    for (SnapshotThread thread : ready.stream().limit(MOST_QUEUES).toList()) {
      chain.add(new Line(words.doing(thread), Optional.of(thread.id()), false));
    }
    if (snapshot.moved()) {
      sentence.append("Carriers took other fibers while this was looked at, so they get on.");
    }
    boolean starved = nobody && !snapshot.moved();
    stalls.add(
        new Stall(
            starved ? Stall.Kind.STARVED : Stall.Kind.BUSY,
            starved ? "Nobody can run" : "Every carrier is busy",
            sentence.toString().strip(),
            List.copyOf(chain)));
  }

  /** By whom all carriers are held, and what those do. */
  private String held(List<SnapshotThread> mounted, List<SnapshotThread> waiting, int carriers) {
    List<SnapshotThread> running =
        mounted.stream().filter(thread -> !waiting.contains(thread)).toList();
    List<String> parts = new ArrayList<>();
    if (!waiting.isEmpty()) {
      parts.add(words.waits(waiting));
    }
    running.stream().limit(MOST_NAMED).map(words::doing).forEach(parts::add);
    String keep = mounted.size() == 1 ? ", which waits and keeps it" : ", which wait and keep them";
    return mounted.size()
        + " of "
        + carriers
        + (carriers == 1 ? " carrier is held by " : " carriers are held by ")
        + words.names(mounted)
        + (running.isEmpty() ? keep : "")
        + ": "
        + String.join("; ", parts)
        + ". ";
  }

  private String queue(long queued, List<SnapshotThread> ready) {
    String who = ready.isEmpty() ? "" : " (" + words.names(ready) + ")";
    return queued == 1
        ? "1 fiber could run, but no carrier is free" + who + ". "
        : queued + " fibers could run, but no carrier is free" + who + ". ";
  }

  private void chainOf(SnapshotThread first, List<Line> chain) {
    List<SnapshotThread> links = graph.chain(first);
    for (SnapshotThread thread : links) {
      Line line =
          graph.owner(thread).isPresent()
              ? link(thread)
              : new Line(words.doing(thread), Optional.of(thread.id()), false);
      if (!chain.contains(line)) {
        chain.add(line);
      }
    }
  }

  /** The objects that most wait for, those first whose owner is known. */
  private void queues() {
    graph.waiters().entrySet().stream()
        .filter(each -> isTelling(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, List<SnapshotThread>> each) -> each.getValue().size())
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_QUEUES)
        .forEach(each -> queue(each.getKey(), each.getValue()));
  }

  /** Threads of pools that wait for work, each for a queue of its own, are no news. */
  private boolean isTelling(String object, List<SnapshotThread> waiting) {
    if (circled.containsAll(waiting)) {
      return false;
    }
    return graph.owner(waiting.getFirst()).isPresent()
        || waiting.stream().anyMatch(thread -> !thread.owned().isEmpty() && blocksOthers(thread))
        || waiting.stream().filter(SnapshotThread::fiber).count() > 1
            && !words.isIdle(waiting.getFirst())
        || !graph.nextOwners(object).isEmpty();
  }

  private boolean blocksOthers(SnapshotThread thread) {
    return thread.owned().stream().anyMatch(graph.waiters()::containsKey);
  }

  private void queue(String object, List<SnapshotThread> waiting) {
    SnapshotThread first = waiting.getFirst();
    Wait wait = WaitGraph.wait(first).orElseThrow();
    Kind kind = wait.kind();
    String verb = waiting.size() == 1 ? " waits " : " wait ";
    String name = words.name(wait);
    String title =
        (waiting.size() == 1 ? first.told() : waiting.size() + " threads") + verb + "for " + name;
    String who =
        words.names(waiting) + verb + words.forWhat(kind) + name + words.where(first) + ". ";
    List<Line> chain = new ArrayList<>();
    chainOf(first, chain);
    stalls.add(
        new Stall(
            Stall.Kind.WAITING,
            title,
            (who + words.whoHas(object) + words.root(first)).strip(),
            List.copyOf(chain)));
  }
}
