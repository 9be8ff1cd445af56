package dev.fiberscope.recordings.analysis;

import dev.fiberscope.recordings.store.Evidence;
import java.util.List;

/**
 * A hazard that a session shows: one cause, and all the times it did.
 *
 * @param severity the rule's, or less if it did less harm
 * @param subject what causes it: a method, a type, a fiber; with the rule's id the same in every
 *     recording of the same program
 * @param summary what happened, how often and how much, in sentences
 * @param limit from where on this is told, as a sentence
 * @param evidence how well it is known
 * @param count how many times it happened
 * @param worst some of them, the worst first
 * @param stackTrace id of a stack trace where it happened, or {@link
 *     dev.fiberscope.recordings.store.StackTraceTable#NONE}
 */
public record Finding(
    RuleText rule,
    Severity severity,
    String subject,
    String summary,
    String limit,
    Evidence evidence,
    long count,
    List<Occurrence> worst,
    int stackTrace) {
  /** The same for the same cause in every recording of the same program. */
  public String key() {
    return subject.isEmpty() ? rule.id() : rule.id() + ":" + subject;
  }

  /** The worst time that it showed. */
  public Occurrence first() {
    return worst.getFirst();
  }
}
