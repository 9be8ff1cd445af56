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

/** Fibers that waited and kept their carriers, while others could have run there. */
final class CarrierPinned implements Rule {
  private static final Limit BEHIND =
      Limit.nanos("carrier-pinned.behind", 10, "time that others waited for a carrier meanwhile");
  private static final Limit SHARE =
      Limit.percent("carrier-pinned.share", 20, "of the time of the pins that others waited");
  private static final Limit LONGEST =
      Limit.nanos("carrier-pinned.longest", 20, "a pin where it is not known who waited");
  private static final RuleText TEXT =
      new RuleText(
          "carrier-pinned",
          Group.SCHEDULING,
          Severity.HIGH,
          "A fiber waited and kept its carrier",
          "Do not wait below a native frame: read what is needed before the native call, or make"
              + " it on a platform thread. Before JDK 24 do not wait inside synchronized either:"
              + " take a ReentrantLock there. More carriers only hide it: each pin takes one for"
              + " its time.");

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
    return new PinGroups(seen, pin -> !PinGroups.isOfInitializer(pin))
        .findings(TEXT, BEHIND, SHARE, LONGEST);
  }
}
