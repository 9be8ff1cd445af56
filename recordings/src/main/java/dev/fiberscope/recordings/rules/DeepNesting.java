package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import java.util.List;
import java.util.Optional;

/** Recursive types that a message nests without end. */
final class DeepNesting implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "deep-nesting",
          Group.INPUT,
          Severity.HIGH,
          "A message nests deeper than is allowed",
          "That is as it should be if messages come from outside: it was refused in time. If they are good ones, give decode stacks more frames (EngineConfig.frameCapacity).");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return Optional.empty();
  }

  @Override
  public List<Finding> check(Observed seen) {
    return FailedDecodes.findings(
        TEXT, seen, decode -> FailedDecodes.isGuard(decode) && FailedDecodes.isNested(decode));
  }
}
