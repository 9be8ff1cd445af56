package dev.fiberscope.recordings.analysis;

import java.util.List;
import java.util.Optional;

/** Finds one kind of hazard. Without state: the same rule checks any number of sessions. */
public interface Rule {
  RuleText text();

  /** From where on it speaks. */
  default List<Limit> limits() {
    return List.of();
  }

  /**
   * What to record so that it can be checked, as a sentence; empty if this session has it. What
   * nothing can be said of is not the same as nothing being wrong.
   */
  Optional<String> lacks(Observed seen);

  /**
   * What it finds: one finding for each cause, with all its occurrences.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  List<Finding> check(Observed seen);
}
