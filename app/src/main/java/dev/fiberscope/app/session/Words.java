package dev.fiberscope.app.session;

import java.util.Locale;

/** Finds words in texts, whatever case they are in. */
public final class Words {
  private Words() {}

  /** True if a text has all words of another one; none are in every text. */
  public static boolean in(String text, String words) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!lower.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
