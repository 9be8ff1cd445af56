package dev.fiberscope.recordings.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which threads of a snapshot are in a method. */
final class StackIndex {
  private final Map<String, List<SnapshotThread>> threads = new HashMap<>();
  // Stack traces share their texts.
  private final Map<String, String> methods = new HashMap<>();

  StackIndex(ThreadSnapshot snapshot) {
    for (SnapshotThread thread : snapshot.threads()) {
      for (String dumped : thread.stack()) {
        List<SnapshotThread> there =
            threads.computeIfAbsent(method(dumped), _ -> new ArrayList<>());
        // A method may stand in a stack trace more than once.
        if (there.isEmpty() || there.getLast() != thread) {
          there.add(thread);
        }
      }
    }
  }

  private String method(String dumped) {
    return methods.computeIfAbsent(dumped, ObjectNames::method);
  }

  /** The threads that are in a method, {@code a.B.c}. */
  List<SnapshotThread> in(String method) {
    return threads.getOrDefault(method, List.of());
  }

  /** The methods outside of the JDK that a thread is in, the innermost first. */
  List<String> program(SnapshotThread thread) {
    return thread.stack().stream()
        .filter(dumped -> !ObjectNames.isJdk(dumped))
        .map(this::method)
        .toList();
  }

  /** True if it waits for the next element of a queue. */
  boolean waitsForWork(SnapshotThread thread) {
    return thread.stack().stream()
        .takeWhile(ObjectNames::isJdk)
        .map(this::method)
        .anyMatch(method -> method.contains("Queue.") || method.contains("Deque."));
  }

  /** The method outside of the JDK from which a thread came to wait; empty if there is none. */
  String takenIn(SnapshotThread thread) {
    return thread.stack().stream()
        .filter(dumped -> !ObjectNames.isJdk(dumped))
        .findFirst()
        .map(this::method)
        .orElse("");
  }
}
