package dev.fiberscope.recordings.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several questions in one text, each ended by a semicolon. */
public final class Questions {
  /** What a semicolon within is none of: quoted text and names, comments, text between dollars. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$",
          Pattern.DOTALL);

  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private Questions() {}

  /** The questions in turn, without those that are only comments or nothing. */
  public static List<String> of(String text) {
    List<String> questions = new ArrayList<>();
    Matcher whole = WHOLE.matcher(text);
    int from = 0;
    int at = 0;
    while (at <= text.length()) {
      boolean found = whole.find(at);
      int end = text.indexOf(';', at);
      if (end < 0) {
        add(text.substring(from), questions);
        break;
      }
      if (found && whole.start() < end) {
        at = whole.end();
        continue;
      }
      add(text.substring(from, end), questions);
      from = end + 1;
      at = from;
    }
    return questions;
  }

  private static void add(String question, List<String> questions) {
    if (!COMMENT.matcher(question).replaceAll("").isBlank()) {
      questions.add(question.strip());
    }
  }
}
