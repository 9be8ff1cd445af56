package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import java.util.List;
import java.util.Optional;

/** Decodes that needed more frames than their stack has. */
final class GuardHit implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "guard-hit",
          Group.STACK_POOL,
          Severity.HIGH,
          "The guard of a decode stack stopped a decode",
          "Give decode stacks more frames (EngineConfig.frameCapacity), or flatten the type.");

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
        TEXT, seen, decode -> FailedDecodes.isGuard(decode) && !FailedDecodes.isNested(decode));
  }
}
