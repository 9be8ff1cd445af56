package dev.fiberscope.recordings.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threads that do the same: in the same state, with the same stack trace.
 *
 * @param doing one of them and what it does, in words
 */
public record StackGroup(String doing, List<SnapshotThread> threads) {
  private record Key(boolean fiber, String state, boolean mounted, List<String> stack) {}

  /** Of a snapshot, fibers before platform threads, large groups before small ones. */
  public static List<StackGroup> of(ThreadSnapshot snapshot) {
    ThreadWords words = new ThreadWords(snapshot, new WaitGraph(snapshot));
    Map<Key, List<SnapshotThread>> groups = new LinkedHashMap<>();
    for (SnapshotThread thread : snapshot.threads()) {
      Key key = new Key(thread.fiber(), thread.state(), thread.isMounted(), thread.stack());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(thread);
    }
    return groups.values().stream()
        .map(threads -> new StackGroup(words.doing(threads.getFirst()), List.copyOf(threads)))
        .sorted(
            Comparator.comparing((StackGroup group) -> !group.threads.getFirst().fiber())
                .thenComparing(group -> -group.threads.size()))
        .toList();
  }
}
