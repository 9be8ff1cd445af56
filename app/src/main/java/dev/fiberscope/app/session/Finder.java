package dev.fiberscope.app.session;

import dev.fiberscope.recordings.index.FrameNames.Moment;
import dev.fiberscope.recordings.store.Cancellation;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds what a text names, whatever case it is in. Asked by one thread after the other. */
public final class Finder {
  private static final int MOST_OF_A_KIND = 60;

  private final OpenSession open;
  private final FindViewModel find;
  private Map<String, List<Integer>> decodesOfType;

  /**
   * @param find told what somebody has chosen
   */
  public Finder(OpenSession open, FindViewModel find) {
    this.open = open;
    this.find = find;
  }

  /** Commands whose label or group has all words of a text; all of them for no text. */
  public static List<Finding> commands(List<Command> commands, String text) {
    Words words = Words.of(text);
    return commands.stream()
        .filter(command -> !command.byMouse())
        .filter(command -> words.in(command.group() + " " + command.label()))
        .map(
            command ->
                new Finding(
                    command.label(),
                    command.keys().stream().map(KeyText::of).collect(Collectors.joining("  ")),
                    command.run()))
        .toList();
  }

  /**
   * Types, fibers, carriers and methods whose name has all words of a text; some of each kind.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public synchronized List<Finding> find(String text) {
    Words words = Words.of(text);
    List<Finding> found = new ArrayList<>();
    types(words, found);
    threads(words, found);
    if (!text.isBlank()) {
      methods(words, found);
    }
    return found;
  }

  private Map<String, List<Integer>> decodesOfType() {
    if (decodesOfType == null) {
      decodesOfType = new TreeMap<>();
      DecodeTable decodes = open.session().decodes();
      IntStream.range(0, decodes.count())
          .forEach(
              row ->
                  decodesOfType
                      .computeIfAbsent(decodes.format(row).type(), _ -> new ArrayList<>())
                      .add(row));
    }
    return decodesOfType;
  }

  private void types(Words words, List<Finding> found) {
    decodesOfType()
        .forEach(
            (type, rows) -> {
              if (words.in("type " + type)) {
                String detail = "type, decoded " + Numbers.count(rows.size(), "time");
                found.add(new Finding(type, detail, () -> find.look(type, () -> decodes(rows))));
              }
            });
  }

  private Found decodes(List<Integer> rows) {
    DecodeTable decodes = open.session().decodes();
    List<Integer> byTime = new ArrayList<>(rows);
    byTime.sort((a, b) -> Long.compare(decodes.start(a), decodes.start(b)));
    return new Found(
        byTime.size(),
        i -> decodes.start(byTime.get(i)),
        i -> Selection.ofDecode(open, byTime.get(i)));
  }

  private void threads(Words words, List<Finding> found) {
    ThreadTable threads = open.session().threads();
    Cancellation cancellation = new Cancellation();
    int most = found.size() + MOST_OF_A_KIND;
    for (int row = 0; row < threads.count() && found.size() < most; row++) {
      cancellation.row();
      ThreadTable.Kind kind = threads.kind(row);
      String name = threads.name(row);
      boolean platform = kind == ThreadTable.Kind.PLATFORM;
      String kindName = platform ? "platform thread" : kind.name().toLowerCase(Locale.ROOT);
      // Of most platform threads nothing is known.
      boolean shown = !platform || !open.session().spans().isEmpty(row);
      if (shown && words.in(name + " " + kindName)) {
        Found what = new Found(1, _ -> 0, ofThread(row));
        found.add(new Finding(name, kindName, () -> find.look(name, () -> what)));
      }
    }
  }

  private IntFunction<Selection> ofThread(int thread) {
    SpanTable spans = open.session().spans();
    int first = spans.first(thread);
    boolean fiber = open.session().threads().kind(thread) == ThreadTable.Kind.FIBER;
    // A fiber may be short and far away: with its first span selected, one gets to see it.
    return _ ->
        fiber && first != SpanTable.NONE
            ? Selection.ofSpan(open, first)
            : Selection.ofThread(open, thread);
  }

  private void methods(Words words, List<Finding> found) {
    open.index().frameNames().names().stream()
        .filter(name -> words.in("method " + name))
        .limit(MOST_OF_A_KIND)
        .forEach(
            name ->
                found.add(
                    new Finding(
                        name,
                        "method, in stack traces",
                        () -> find.look(name, () -> moments(name)))));
  }

  private Found moments(String method) {
    List<Moment> moments = open.index().frameNames().moments(method);
    return new Found(
        moments.size(),
        i -> moments.get(i).time(),
        i -> Selection.at(open, moments.get(i).thread(), moments.get(i).time()));
  }
}
