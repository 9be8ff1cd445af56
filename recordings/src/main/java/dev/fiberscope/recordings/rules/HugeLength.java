package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Length prefixes that claim more than can arrive. */
final class HugeLength implements Rule {
  private static final Limit CLAIMED =
      Limit.bytes("huge-length.claimed", 1 << 20, "bytes that are missing when the input ends");
  private static final RuleText TEXT =
      new RuleText(
          "huge-length",
          Group.INPUT,
          Severity.HIGH,
          "A message claims more than can arrive",
          "It was refused before anything was allocated. Look at who sends it: most often sender and reader disagree on the types or the configuration (integer encoding), else it is hostile.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(CLAIMED);
  }

  private static final Pattern MISSING = Pattern.compile("the input ended, (\\d+) more byte");

  @Override
  public Optional<String> lacks(Observed seen) {
    return Optional.empty();
  }

  @Override
  public List<Finding> check(Observed seen) {
    long most = seen.limit(CLAIMED);
    return FailedDecodes.findings(TEXT, seen, decode -> isHuge(decode.error(), most));
  }

  private static boolean isHuge(String error, long most) {
    Matcher missing = MISSING.matcher(error);
    return error.startsWith("the message claims more than its limit")
        || error.startsWith("a collection claims")
        || error.startsWith("the message is longer than")
        || missing.find()
            && (missing.group(1).length() > 18 || Long.parseLong(missing.group(1)) >= most);
  }
}
