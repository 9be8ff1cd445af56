package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.Storage;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinderTest {
  private static List<String> names(List<Finding> found) {
    return found.stream().map(Finding::name).toList();
  }

  @Test
  void commandsAreFoundByWordsInAnyOrder() {
    List<Command> commands =
        List.of(
            Command.of("Move", "zoom in", () -> {}, "W"),
            Command.of("Move", "zoom out", () -> {}, "S"),
            Command.gesture("Move", "zoom at the pointer", "Ctrl+wheel"));
    assertThat(names(Finder.commands(commands, ""))).containsExactly("zoom in", "zoom out");
    assertThat(names(Finder.commands(commands, "OUT zoom"))).containsExactly("zoom out");
    assertThat(Finder.commands(commands, "fly")).isEmpty();
  }

  @Test
  void fibersAndCarriersAreFoundByNameAndShown() {
    ThreadTable threads = new ThreadTable(Storage.ofSession());
    threads.markCarrier(threads.rowOf(1, "Worker-1", false));
    threads.rowOf(2, "main", false);
    int fiber = threads.rowOf(3, "order-17", true);
    for (int i = 0; i < 500; i++) {
      threads.rowOf(10 + i, "idle-" + i, true);
    }
    List<Integer> shown = new ArrayList<>();
    assertThat(names(Finder.threads(threads, "worker", shown::add))).containsExactly("Worker-1");
    assertThat(Finder.threads(threads, "main", shown::add)).isEmpty();
    Finder.threads(threads, "17 ORDER", shown::add).getFirst().go().run();
    assertThat(shown).containsExactly(fiber);
    assertThat(Finder.threads(threads, "idle", shown::add)).hasSize(200);
  }
}
