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

/** Carriers pinned by a class initializer that waits, and by those who wait for it. */
final class ClassInitializer implements Rule {
  private static final Limit BEHIND =
      Limit.nanos(
          "class-initializer.behind", 10, "time that others waited for a carrier meanwhile");
  private static final Limit SHARE =
      Limit.percent("class-initializer.share", 20, "of the time of the pins that others waited");
  private static final Limit LONGEST =
      Limit.nanos("class-initializer.longest", 20, "a pin where it is not known who waited");
  private static final RuleText TEXT =
      new RuleText(
          "class-initializer",
          Group.SCHEDULING,
          Severity.HIGH,
          "A class initializer held carriers",
          "Do not wait in a static initializer: make the value lazily, or initialize the class"
              + " (Class.forName) on a platform thread at start-up. JDK 26 no longer pins those who"
              + " wait for another thread's initializer.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(BEHIND, SHARE, LONGEST);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return PinGroups.lacks(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    return new PinGroups(seen, PinGroups::isOfInitializer).findings(TEXT, BEHIND, SHARE, LONGEST);
  }
}
