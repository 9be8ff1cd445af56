package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.HashMap;
import java.util.Map;

/** What fibers have in common with those of their group, in words. */
final class GroupNames {
  private GroupNames() {}

  /** The group of a fiber. */
  static String of(OpenSession open, Grouping grouping, int fiber) {
    return switch (grouping) {
      case NONE -> "FIBERS";
      case NAME -> pattern(open.session().threads().name(fiber));
      case TYPE -> orElse(type(open, fiber), "decodes nothing");
      case START -> start(open, fiber);
      case CARRIER -> orElse(carrier(open.session(), fiber), "carrier not known");
    };
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** The name with every number in it as {@code #}. */
  static String pattern(String name) {
    return name.replaceAll("\\d+", "#");
  }

  /** The type that a fiber decodes first, empty if it decodes nothing. */
  static String type(OpenSession open, int fiber) {
    int[] decodes = open.index().decodes(fiber);
    return decodes.length == 0 ? "" : open.session().decodes().format(decodes[0]).type();
  }

  /** What it was started to run, or by whom: JFR does not record where a fiber was started. */
  private static String start(OpenSession open, int fiber) {
    String task = open.index().sites().task(fiber);
    if (!task.isEmpty()) {
      return "runs " + task;
    }
    int parent = open.session().threads().parent(fiber);
    return parent == ThreadTable.NO_THREAD
        ? "start not recorded"
        : "started by " + open.session().threads().name(parent);
  }

  /** The carrier that a fiber was mounted on for longest, empty if none is known. */
  private static String carrier(Session session, int fiber) {
    SpanTable spans = session.spans();
    Map<Integer, Long> nanos = new HashMap<>();
    for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
      if (spans.link(row) != SpanTable.NO_LINK) {
        nanos.merge(spans.link(row), spans.duration(row), Long::sum);
      }
    }
    return nanos.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> session.threads().name(most.getKey()))
        .orElse("");
  }
}
