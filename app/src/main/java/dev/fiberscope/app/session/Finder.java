package dev.fiberscope.app.session;

import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Finds what a text names, whatever case it is in. */
public final class Finder {
  private static final int MOST = 200;

  private Finder() {}

  /** Commands whose label or group has all words of a text; all of them for no text. */
  public static List<Finding> commands(List<Command> commands, String text) {
    return commands.stream()
        .filter(command -> !command.byMouse())
        .filter(command -> hasAllWords(command.group() + " " + command.label(), text))
        .map(
            command ->
                new Finding(
                    command.label(),
                    command.keys().stream().map(KeyText::of).collect(Collectors.joining("  ")),
                    command.run()))
        .toList();
  }

  /**
   * Fibers and carriers whose name has all words of a text, {@value #MOST} at most.
   *
   * @param show told the row of the thread that somebody has chosen
   */
  public static List<Finding> threads(ThreadTable threads, String text, IntConsumer show) {
    List<Finding> found = new ArrayList<>();
    for (int row = 0; row < threads.count() && found.size() < MOST; row++) {
      ThreadTable.Kind kind = threads.kind(row);
      String name = threads.name(row);
      if (kind != ThreadTable.Kind.PLATFORM && hasAllWords(name, text)) {
        int thread = row;
        found.add(
            new Finding(name, kind.name().toLowerCase(Locale.ROOT), () -> show.accept(thread)));
      }
    }
    return found;
  }

  private static boolean hasAllWords(String where, String text) {
    String lower = where.toLowerCase(Locale.ROOT);
    for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!lower.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
