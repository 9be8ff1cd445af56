package dev.fiberscope.app.session;

import dev.fiberscope.recordings.analysis.Severity;
import java.util.List;

/**
 * What rules say of a session, the worst first.
 *
 * @param all what stands out; empty if nothing does
 * @param checked how many rules were asked
 * @param lacking how many could not be, for want of data
 */
public record Answers(List<Answer> all, int checked, int lacking) {
  /**
   * @param title what is wrong, in a few words
   * @param sentence the same with numbers and names
   * @param evidence where it shows most; empty if nowhere in particular
   */
  public record Answer(Severity severity, String title, String sentence, Selection evidence) {}
}
