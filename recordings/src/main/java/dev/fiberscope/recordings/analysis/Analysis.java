package dev.fiberscope.recordings.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * What rules say of a session.
 *
 * @param findings the most severe first
 * @param lacking rules for which the session has not enough data
 * @param checked how many rules were checked
 */
public record Analysis(List<Finding> findings, List<Lacking> lacking, int checked) {
  /** What nothing was checked of. */
  public static final Analysis NONE = new Analysis(List.of(), List.of(), 0);

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(finding -> finding.rule().group())
          .thenComparing(Finding::key);

  /**
   * Asks all rules.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public static Analysis of(Observed seen, List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    List<Lacking> lacking = new ArrayList<>();
    int checked = 0;
    for (Rule rule : rules) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      var lacks = rule.lacks(seen);
      if (lacks.isPresent()) {
        lacking.add(new Lacking(rule.text(), lacks.get()));
      } else {
        checked++;
      }
      // What little there is may show it all the same.
      findings.addAll(rule.check(seen));
    }
    return sorted(findings, lacking, checked);
  }

  private static Analysis sorted(List<Finding> findings, List<Lacking> lacking, int checked) {
    findings.sort(WORST_FIRST);
    return new Analysis(List.copyOf(findings), List.copyOf(lacking), checked);
  }

  /** What these and other rules say of the same session. */
  public Analysis and(Analysis other) {
    List<Finding> both = new ArrayList<>(findings);
    both.addAll(other.findings);
    List<Lacking> bothLack = new ArrayList<>(lacking);
    bothLack.addAll(other.lacking);
    return sorted(both, bothLack, checked + other.checked);
  }
}
