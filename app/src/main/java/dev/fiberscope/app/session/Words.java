package dev.fiberscope.app.session;

import java.util.List;
import java.util.Locale;

/** Words that are looked for in texts, whatever case they are in. */
public final class Words {
  private final List<String> words;

  private Words(List<String> words) {
    this.words = words;
  }

  /** The words of a text. */
  public static Words of(String text) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    return new Words(stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+")));
  }

  /** True if a text has all of them; if there are none, every text has. */
  public boolean in(String text) {
    if (words.isEmpty()) {
      return true;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!lower.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
