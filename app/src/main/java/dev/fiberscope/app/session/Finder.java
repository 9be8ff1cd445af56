package dev.fiberscope.app.session;

import dev.fiberscope.recordings.index.FrameNames.Moment;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds what a text names, whatever case it is in. */
public final class Finder {
  private static final int MOST_OF_A_KIND = 60;

  private final OpenSession open;
  private final Consumer<Found> look;
  private final Map<String, List<Integer>> decodesOfType = new TreeMap<>();

  /**
   * @param look told what somebody has chosen
   */
  public Finder(OpenSession open, Consumer<Found> look) {
    this.open = open;
    this.look = look;
    DecodeTable decodes = open.session().decodes();
    IntStream.range(0, decodes.count())
        .forEach(
            row ->
                decodesOfType
                    .computeIfAbsent(decodes.format(row).type(), _ -> new ArrayList<>())
                    .add(row));
    decodesOfType
        .values()
        .forEach(rows -> rows.sort((a, b) -> Long.compare(decodes.start(a), decodes.start(b))));
  }

  /** Commands whose label or group has all words of a text; all of them for no text. */
  public static List<Finding> commands(List<Command> commands, String text) {
    return commands.stream()
        .filter(command -> !command.byMouse())
        .filter(command -> Words.in(command.group() + " " + command.label(), text))
        .map(
            command ->
                new Finding(
                    command.label(),
                    command.keys().stream().map(KeyText::of).collect(Collectors.joining("  ")),
                    command.run()))
        .toList();
  }

  /** Types, fibers, carriers and methods whose name has all words of a text; some of each kind. */
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    types(text, found);
    threads(text, found);
    if (!text.isBlank()) {
      methods(text, found);
    }
    return found;
  }

  private void types(String text, List<Finding> found) {
    DecodeTable decodes = open.session().decodes();
    decodesOfType.forEach(
        (type, rows) -> {
          if (Words.in("type " + type, text)) {
            Found what =
                new Found(
                    type,
                    rows.size(),
                    i -> decodes.start(rows.get(i)),
                    i -> Selection.ofDecode(open, rows.get(i)));
            String detail = "type, decoded " + rows.size() + " times";
            found.add(new Finding(type, detail, () -> look.accept(what)));
          }
        });
  }

  private void threads(String text, List<Finding> found) {
    ThreadTable threads = open.session().threads();
    int most = found.size() + MOST_OF_A_KIND;
    for (int row = 0; row < threads.count() && found.size() < most; row++) {
      ThreadTable.Kind kind = threads.kind(row);
      String kindName = kind.name().toLowerCase(Locale.ROOT);
      if (kind != ThreadTable.Kind.PLATFORM && Words.in(threads.name(row) + " " + kindName, text)) {
        int thread = row;
        Found what = new Found(threads.name(row), 1, _ -> 0, _ -> Selection.ofThread(open, thread));
        found.add(new Finding(threads.name(row), kindName, () -> look.accept(what)));
      }
    }
  }

  private void methods(String text, List<Finding> found) {
    open.index().frameNames().names().stream()
        .filter(name -> Words.in("method " + name, text))
        .limit(MOST_OF_A_KIND)
        .forEach(
            name -> found.add(new Finding(name, "method, in stack traces", () -> lookFor(name))));
  }

  private void lookFor(String method) {
    List<Moment> moments = open.index().frameNames().moments(method);
    look.accept(
        new Found(
            method,
            moments.size(),
            i -> moments.get(i).time(),
            i -> {
              Moment moment = moments.get(i);
              int span = open.session().spans().at(moment.thread(), moment.time());
              return span == Selection.NONE
                  ? Selection.ofThread(open, moment.thread())
                  : Selection.ofSpan(open, span);
            }));
  }
}
