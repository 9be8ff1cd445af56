package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decoders that catch an error and read on. */
final class SwallowedError implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "swallowed-error",
          Group.INPUT,
          Severity.MEDIUM,
          "A decoder read on behind an error",
          "Let the error end the decode: behind it nobody knows where the next field begins. Where a field may be missing, the types must say so (Option, a version number).");
  private static final DecodesByType READ_ON =
      new DecodesByType(
          " read on behind an error: ",
          Decode::consumed,
          SwallowedError::outcome,
          decode -> " (" + outcome(decode) + "): ",
          Decode::swallowed);

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
    return READ_ON.findings(TEXT, seen, seen.session().decodes()::hasSwallowed);
  }

  private static String outcome(Decode decode) {
    return decode.outcome().name().toLowerCase(Locale.ROOT);
  }
}
