package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.report.EvidencePicture.Box;
import dev.fiberscope.recordings.report.EvidencePicture.PictureLane;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Times;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the picture of an occurrence with characters, for what shows text only. */
public final class EvidenceText {
  private static final int NAMES = 26;
  private static final int COLUMNS = 64;
  private static final String HEIGHTS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final Map<State, Character> CHARACTERS =
      new EnumMap<>(
          Map.of(
              State.RUNNING, '\u2588',
              State.PINNED, '\u2593',
              State.BLOCKED, '\u2592',
              State.RUNNABLE, '\u2591',
              State.AWAY, '\u254c',
              State.PARKED, '\u00b7',
              State.UNKNOWN, '?'));

  private EvidenceText() {}

  /** Lines of equal width, each thread one; the last lines tell the times and the characters. */
  public static String of(EvidencePicture picture) {
    StringBuilder text = new StringBuilder();
    Set<State> drawn = new TreeSet<>();
    for (PictureLane lane : picture.lanes()) {
      text.append(name(lane.name()));
      for (int column = 0; column < COLUMNS; column++) {
        text.append(character(picture, lane, column, drawn));
      }
      text.append('\n');
    }
    waiting(picture, text);
    String from = Times.moment(picture.from()) + " s";
    String to = Times.moment(picture.to()) + " s";
    text.append(name(""))
        .append(from)
        .append(" ".repeat(Math.max(1, COLUMNS - from.length() - to.length())))
        .append(to)
        .append('\n');
    String legend =
        drawn.stream()
            .map(state -> CHARACTERS.get(state) + " " + state.text())
            .collect(Collectors.joining("   "));
    return text.append(name("")).append(legend).append('\n').toString();
  }

  private static String name(String name) {
    int most = NAMES - 2;
    String shown =
        name.length() <= most ? name : "\u2026" + name.substring(name.length() - most + 1);
    return String.format(Locale.ROOT, "%-" + NAMES + "s", shown);
  }

  /** Of a column with several states the longest; a pin shows however short it is. */
  private static char character(
      EvidencePicture picture, PictureLane lane, int column, Set<State> drawn) {
    double length = (picture.to() - picture.from()) / (double) COLUMNS;
    double from = picture.from() + column * length;
    State longest = null;
    double most = 0;
    for (Box box : lane.boxes()) {
      double common = Math.min(from + length, box.to()) - Math.max(from, box.from());
      if (common > 0 && (common > most || box.state() == State.PINNED)) {
        longest = box.state();
        most = box.state() == State.PINNED ? Double.MAX_VALUE : common;
      }
    }
    if (longest == null) {
      return ' ';
    }
    drawn.add(longest);
    return CHARACTERS.get(longest);
  }

  private static void waiting(EvidencePicture picture, StringBuilder text) {
    List<Long> counts = picture.waiting();
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return;
    }
    text.append(name("could run, \u2264 " + most));
    for (int column = 0; column < COLUMNS; column++) {
      long count = counts.get(column * counts.size() / COLUMNS);
      // What is there shows, however little it is.
      text.append(HEIGHTS.charAt((int) Math.ceil(count * (HEIGHTS.length() - 1.0) / most)));
    }
    text.append('\n');
  }
}
