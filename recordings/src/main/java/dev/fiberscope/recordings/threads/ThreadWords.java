package dev.fiberscope.recordings.threads;

import dev.fiberscope.recordings.text.Times;
import dev.fiberscope.recordings.threads.SnapshotThread.Kind;
import dev.fiberscope.recordings.threads.SnapshotThread.Wait;
import dev.fiberscope.recordings.threads.WaitGraph.Owner;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What threads of a snapshot do, in words that say what the JVM tells and what it does not. */
final class ThreadWords {
  /** JDKs in which who waits inside synchronized keeps its carrier. */
  private static final Pattern MONITORS_PIN = Pattern.compile("^2[123]\\b");

  private static final int MOST_NAMED = 4;

  private final ThreadSnapshot snapshot;
  private final WaitGraph graph;

  ThreadWords(ThreadSnapshot snapshot, WaitGraph graph) {
    this.snapshot = snapshot;
    this.graph = graph;
  }

  /** Some names, and how many more there are. */
  String names(List<SnapshotThread> threads) {
    List<String> names = threads.stream().limit(MOST_NAMED).map(SnapshotThread::told).toList();
    int more = threads.size() - names.size();
    return more > 0
        ? String.join(", ", names) + " and " + more + " more"
        : names.size() == 1
            ? names.getFirst()
            : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /** For what each of some threads waits; those for the same thing together. */
  String waits(List<SnapshotThread> threads) {
    return threads.stream()
        .map(thread -> waitsFor(thread) + pin(thread))
        .distinct()
        .limit(MOST_NAMED)
        .collect(Collectors.joining("; "));
  }

  private String waitsFor(SnapshotThread thread) {
    return WaitGraph.wait(thread)
        .map(wait -> "for " + object(wait) + where(thread.stack()))
        .orElseGet(
            () ->
                thread.sleeps() ? "asleep" + where(thread.stack()) : where(thread.stack()).strip());
  }

  private String object(Wait wait) {
    return name(wait) + (wait.kind() == Kind.CLASS ? " to be initialised" : "");
  }

  /** Classes are told in full. */
  String name(Wait wait) {
    return switch (wait.kind()) {
      case CLASS -> wait.object();
      case END -> "the end of " + ended(wait);
      case ENTER, NOTIFY, PARK -> ObjectNames.object(wait.object());
    };
  }

  private String ended(Wait wait) {
    return wait.owner()
        .map(snapshot.byId()::get)
        .map(SnapshotThread::told)
        .orElse("a thread that is not known");
  }

  /** Between what a thread does and what it does that to. */
  String forWhat(Kind kind) {
    return switch (kind) {
      case ENTER -> "to enter the monitor of ";
      case NOTIFY -> "to be notified by ";
      case PARK, END -> "for ";
      case CLASS -> "for the initialisation of ";
    };
  }

  String where(SnapshotThread thread) {
    return where(thread.stack());
  }

  private static String where(List<String> stack) {
    String place = ObjectNames.place(stack);
    return place.isEmpty() ? "" : " in " + place;
  }

  /** Why a mounted thread keeps its carrier, as far as its stack tells. */
  private String pin(SnapshotThread thread) {
    for (String method : thread.stack()) {
      String name = ObjectNames.method(method);
      if (name.endsWith(".<clinit>")) {
        return ", pinned below " + ObjectNames.shortMethod(method);
      }
      if (name.endsWith(".loadClass")) {
        return ", pinned below the loading of a class";
      }
    }
    if (!thread.fiber()) {
      return "";
    }
    return MONITORS_PIN.matcher(snapshot.jvm()).find()
        ? ", pinned below a monitor, or a native or VM frame"
        : ", pinned below a native or VM frame";
  }

  /** A thread, and for whom or what it waits. */
  String waitsForWhom(SnapshotThread thread) {
    Optional<Wait> wait = WaitGraph.wait(thread);
    Optional<Owner> owner = graph.owner(thread);
    if (wait.isEmpty() || owner.isEmpty()) {
      return doing(thread);
    }
    if (wait.get().kind() == Kind.END) {
      return doing(thread);
    }
    String has =
        wait.get().kind() == Kind.CLASS
            ? "which runs in "
            : isTask(wait.get()) ? "which is run by " : "which is owned by ";
    return thread.told()
        + onCarrier(thread)
        + " waits "
        + forWhat(wait.get().kind())
        + name(wait.get())
        + where(thread)
        + ", "
        + (owner.get().inferred()
            ? (isTask(wait.get()) ? "most likely run by " : "most likely owned by ")
            : has)
        + owner.get().thread().told();
  }

  private static boolean isTask(Wait wait) {
    return wait.object().startsWith("java.util.concurrent.FutureTask@");
  }

  private String onCarrier(SnapshotThread thread) {
    return thread
        .carrier()
        .map(id -> snapshot.byId().get(id))
        .map(carrier -> " on " + carrier.told())
        .orElse("");
  }

  /** A thread and what it does now. */
  String doing(SnapshotThread thread) {
    return thread.told() + onCarrier(thread) + " " + does(thread);
  }

  private String does(SnapshotThread thread) {
    if (thread.couldRun()) {
      return thread.isNew()
          ? "was started and has not run yet: no carrier was free"
          : thread.isOverdue() ? overdue(thread) : could(thread);
    }
    if (thread.state().equals("RUNNABLE") && !thread.isWaiting()) {
      return "runs" + where(thread);
    }
    Optional<Wait> wait = WaitGraph.wait(thread);
    if (wait.isPresent()) {
      return "waits " + forWhat(wait.get().kind()) + name(wait.get()) + where(thread);
    }
    if (thread.sleeps()) {
      boolean late =
          thread.fiber() && snapshot.scheduler().filter(SchedulerState::isFull).isPresent();
      return "sleeps"
          + where(thread)
          + (late ? ", or its sleep is over: no timer fires while all carriers are held" : "");
    }
    return "waits" + where(thread);
  }

  private String could(SnapshotThread thread) {
    return (thread.hasYielded()
            ? "yielded" + where(thread) + " and could go on"
            : "could run" + where(thread))
        + ", but has no carrier";
  }

  private String overdue(SnapshotThread thread) {
    return (thread.sleeps() ? "slept" : "waited")
        + where(thread)
        + " for a time that is over for "
        + Times.duration(thread.exact().orElseThrow().lateNanos())
        + ": no timer fires while all carriers are held";
  }

  /** Who has what others wait for, a sentence; what is not known is said. */
  String whoHas(String object) {
    SnapshotThread waiter = graph.waiters().get(object).getFirst();
    Optional<Owner> owner = graph.owner(waiter);
    if (owner.isPresent()) {
      SnapshotThread thread = owner.get().thread();
      return (owner.get().inferred()
              ? "Most likely "
                  + thread.told()
                  + " owns "
                  + ObjectNames.object(object)
                  + ": it alone is where the others took it, or runs that; the JVM does not tell. It "
              : has(WaitGraph.wait(waiter).orElseThrow()) + thread.told() + ", which ")
          + does(thread)
          + ". ";
    }
    List<SnapshotThread> next = graph.nextOwners(object);
    if (!next.isEmpty()) {
      return names(next)
          + (next.size() == 1 ? " was woken to get " : " were woken to get ")
          + ObjectNames.object(object)
          + " and could run, but no carrier is free. ";
    }
    Wait wait = WaitGraph.wait(waiter).orElseThrow();
    return switch (wait.kind()) {
      case NOTIFY -> "Who is to notify it is not recorded anywhere. ";
      case CLASS -> "No thread is seen that initialises it. ";
      case ENTER -> "Nobody is told to own it. ";
      case PARK, END -> nobodyTold(wait.object());
    };
  }

  private static String has(Wait wait) {
    return switch (wait.kind()) {
      case CLASS -> wait.object() + " is initialised by ";
      case END -> "That is ";
      case ENTER, NOTIFY, PARK ->
          ObjectNames.object(wait.object()) + (isTask(wait) ? " is run by " : " is owned by ");
    };
  }

  private String nobodyTold(String object) {
    String name = ObjectNames.object(object);
    if (name.startsWith("Semaphore")) {
      return "A semaphore has no owner: whoever took the permits has not released them"
          + further(object)
          + ". ";
    }
    if (name.startsWith("CountDownLatch")) {
      return "A latch, or the end of a thread, that has not come. ";
    }
    if (name.startsWith("Reentrant") && snapshot.deep()) {
      return name.startsWith("ReentrantReadWriteLock")
          ? "No thread has its write lock, so readers have it: who they are is written nowhere. "
          : "No thread is seen to own it for long: it goes from one to the next. ";
    }
    if (name.startsWith("Reentrant")) {
      return "Who owns " + name + " the JVM does not tell" + candidates() + victims(object) + ". ";
    }
    return "Who is to wake them is not recorded anywhere"
        + (name.contains("Condition") ? further(object) : "")
        + ". ";
  }

  /** Who has passed where others wait, as far as stack traces tell. */
  private String further(String object) {
    return graph
        .further(object)
        .map(
            past ->
                "; most likely it is "
                    + names(past.threads())
                    + ", further on in "
                    + ObjectNames.shortMethod(past.method())
                    + " (inferred): "
                    + past.threads().stream()
                        .limit(MOST_NAMED)
                        .map(this::doing)
                        .collect(Collectors.joining("; ")))
        .orElse("");
  }

  /** Who waits for a waiter may be the one that it waits for. */
  private String victims(String object) {
    List<SnapshotThread> waiting = graph.waiters().get(object);
    List<SnapshotThread> victims =
        waiting.stream()
            .flatMap(thread -> thread.owned().stream())
            .flatMap(owned -> graph.waiters().getOrDefault(owned, List.of()).stream())
            .distinct()
            .toList();
    if (!victims.isEmpty()) {
      return "; should it be "
          + (victims.size() == 1 ? "" : "one of ")
          + names(victims)
          + ", they wait for each other";
    }
    boolean upgrade =
        waiting.stream()
            .flatMap(thread -> thread.stack().stream())
            .anyMatch(method -> method.contains("ReentrantReadWriteLock$WriteLock.lock("));
    return upgrade
        ? "; a thread that has its read lock and asks for its write lock waits for itself"
        : "";
  }

  /** While nobody can run, who cannot go on without a carrier may own what the others wait for. */
  private String candidates() {
    if (snapshot.scheduler().filter(SchedulerState::isFull).isEmpty()) {
      return "";
    }
    List<SnapshotThread> stopped =
        snapshot.fibers().stream()
            .filter(thread -> !thread.isMounted())
            .filter(thread -> thread.sleeps() || thread.couldRun() && !thread.stack().isEmpty())
            .toList();
    return stopped.isEmpty() || stopped.size() > MOST_NAMED
        ? ""
        : "; it may be "
            + names(stopped)
            + ", which cannot go on without a carrier: "
            + stopped.stream().map(this::does).distinct().collect(Collectors.joining("; "));
  }

  /** What the last one of the chain does, if that is not the first one's owner. */
  String root(SnapshotThread waiter) {
    List<SnapshotThread> chain = graph.chain(waiter);
    if (chain.size() < 3) {
      return "";
    }
    return "At the end of the chain: " + doing(chain.getLast()) + ".";
  }

  /** True if a thread of a pool waits for work. */
  boolean isIdle(SnapshotThread thread) {
    return thread.stack().stream()
        .map(ObjectNames::method)
        .anyMatch(
            method ->
                method.endsWith("ThreadPoolExecutor.getTask")
                    || method.endsWith("ForkJoinPool.awaitWork"));
  }
}
