package dev.fiberscope.app.query;

import dev.fiberscope.app.session.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions that were asked last, kept from one start to the next. */
final class QuestionHistory {
  private static final int MOST = 30;
  private static final String KEY = "query.asked.";

  private final Settings settings;
  private final List<String> asked = new ArrayList<>();

  /** Which of them is shown, {@code -1} for one that was not asked yet. */
  private int shown = -1;

  private String typed = "";

  QuestionHistory(Settings settings) {
    this.settings = settings;
    for (int i = 0; i < MOST; i++) {
      String question = settings.get(KEY + i, "");
      if (!question.isEmpty()) {
        asked.add(question);
      }
    }
  }

  /** Those that were asked, the last first. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Keeps a question; one that was asked before is not kept twice. */
  void add(String question) {
    asked.remove(question);
    asked.addFirst(question);
    while (asked.size() > MOST) {
      asked.removeLast();
    }
    shown = -1;
    for (int i = 0; i < asked.size(); i++) {
      settings.put(KEY + i, asked.get(i));
    }
  }

  /**
   * The one that was asked before what is shown.
   *
   * @param now what is shown, which comes back behind all
   */
  Optional<String> older(String now) {
    if (shown == -1) {
      typed = now;
    }
    int next = shown + 1;
    // What was asked last mostly still stands there.
    if (next == 0 && !asked.isEmpty() && asked.getFirst().equals(now)) {
      next = 1;
    }
    if (next >= asked.size()) {
      return Optional.empty();
    }
    shown = next;
    return Optional.of(asked.get(next));
  }

  /** The one that was asked after what is shown, at last what was typed. */
  Optional<String> newer() {
    if (shown == -1) {
      return Optional.empty();
    }
    shown--;
    return Optional.of(shown == -1 || asked.get(shown).equals(typed) ? last() : asked.get(shown));
  }

  private String last() {
    shown = -1;
    return typed;
  }
}
