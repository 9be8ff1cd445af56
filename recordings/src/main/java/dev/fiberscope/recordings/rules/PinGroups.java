package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.PinReason;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Pins put together by what caused them, with who waited for a carrier meanwhile. */
final class PinGroups {
  private static final String CLINIT = "<clinit>";

  /** What the JVM says of a wait while it resolves what code names, for the first time. */
  private static final String LINKING = "Freeze or preempt failed";

  private static final List<String> LIBRARY = List.of("java.", "javax.", "jdk.", "sun.");
  private static final List<String> ENGINE =
      List.of(
          "dev.fiberscope.engine.Decode",
          "dev.fiberscope.engine.fiber.",
          "dev.fiberscope.engine.input.",
          "dev.fiberscope.engine.schema.",
          "dev.fiberscope.engine.wire.");
  private static final long FIRST_USE_NANOS = 50_000_000;
  private static final long QUICK_NANOS = 10_000_000;
  private static final int MOST_LOADING = 4;

  /** Shorter ones, all together, nobody feels. */
  private static final long SHORTEST_NANOS = 1_000_000;

  private record Cause(String subject, String reason, int stackTrace) {}

  private static final class PinGroup {
    private final Cause cause;
    private final Worst worst = new Worst();
    private long longest;
    private long pinned;
    private long behind;
    private long mostBehind;
    private boolean inferred = true;

    private PinGroup(Cause cause) {
      this.cause = cause;
    }
  }

  private final Observed seen;
  private final Map<String, PinGroup> groups = new TreeMap<>();

  PinGroups(Observed seen, Predicate<Pin> wanted) {
    this.seen = seen;
    PinTable pins = seen.session().pins();
    for (int row = 0; row < pins.count(); row++) {
      Pin pin = pins.get(row);
      if (wanted.test(pin)) {
        add(pin, Evidence.RECORDED);
      }
    }
    unfinished().stream().filter(wanted).forEach(pin -> add(pin, Evidence.INFERRED));
  }

  static Optional<String> lacks(Observed seen) {
    boolean fibers = seen.session().statistics().count(Counter.NO_FIBERS) == 0;
    if (!fibers) {
      return Optional.of("There is no fiber in this recording; " + seen.standard() + ".");
    }
    return seen.waits().isKnown()
        ? Optional.empty()
        : Optional.of(
            "Who waited for a carrier meanwhile was not recorded; " + seen.standard() + ".");
  }

  static boolean isOfInitializer(Pin pin) {
    return pin.reason().contains(CLINIT) || pin.reason().contains("initialization of");
  }

  /** A pin that had not ended has no event; its span is told by what is missing. */
  private List<Pin> unfinished() {
    List<Pin> found = new ArrayList<>();
    SpanTable spans = seen.session().spans();
    for (int carrier : seen.session().threads().rows(ThreadTable.Kind.CARRIER)) {
      int row = spans.last(carrier);
      if (row != SpanTable.NONE
          && spans.state(row) == State.PINNED
          && spans.evidence(row) != Evidence.RECORDED) {
        int fiber = spans.link(row);
        int trace =
            fiber == SpanTable.NO_LINK
                ? dev.fiberscope.recordings.store.StackTraceTable.NONE
                : seen.sampleOf(fiber, spans.start(row), spans.end(row));
        found.add(new Pin(fiber, carrier, spans.start(row), spans.end(row), "", "", trace));
      }
    }
    return found;
  }

  private void add(Pin pin, Evidence evidence) {
    Cause cause = cause(pin);
    PinGroup group = groups.computeIfAbsent(cause.subject(), _ -> new PinGroup(cause));
    long nanos = pin.end() - pin.start();
    long behind = seen.waits().nanos(pin.start(), pin.end());
    long fibers = seen.waits().atOnce(pin.start(), pin.end());
    group.longest = Math.max(group.longest, nanos);
    group.pinned += nanos;
    group.behind += behind;
    group.mostBehind = Math.max(group.mostBehind, fibers);
    group.inferred &= evidence == Evidence.INFERRED;
    group.worst.add(
        seen.waits().isKnown() ? behind : nanos,
        () ->
            new Occurrence(
                pin.start(),
                pin.end(),
                pin.thread(),
                pin.carrier(),
                seen.decodeAt(pin.thread(), pin.start()),
                nanos,
                Times.duration(nanos),
                seen.name(pin.thread())
                    + " kept "
                    + (pin.carrier() < 0 ? "its carrier" : seen.name(pin.carrier()))
                    + " for "
                    + Times.duration(nanos)
                    + behind(fibers, behind)));
  }

  private String behind(long fibers, long nanos) {
    if (!seen.waits().isKnown()) {
      return "";
    }
    return fibers == 0
        ? "; nobody waited"
        : "; " + Numbers.count(fibers, "fiber") + " waited, " + Times.duration(nanos) + " in all";
  }

  private Cause cause(Pin pin) {
    List<Frame> frames = seen.frames(pin.stackTrace());
    if (isOfInitializer(pin)) {
      String type =
          pin.reason()
              .replaceFirst(".*(VM call to|initialization of) ", "")
              .replaceFirst("(\\.<clinit>.*| by another thread.*)", "")
              .replace('/', '.');
      return new Cause(type, PinReason.of(pin.reason()), pin.stackTrace());
    }
    String site =
        frames.stream()
            .filter(frame -> !frame.isHidden() && !isMachinery(frame))
            .findFirst()
            .map(Frame::shortName)
            .orElseGet(() -> seen.site(pin.stackTrace()));
    return new Cause(site, PinReason.of(pin.reason()), pin.stackTrace());
  }

  /** What waits on behalf of a program: the JDK, and the engine's own ways to wait for bytes. */
  private static boolean isMachinery(Frame frame) {
    return LIBRARY.stream().anyMatch(frame.type()::startsWith)
        || ENGINE.stream().anyMatch(frame.type()::startsWith);
  }

  List<Finding> findings(RuleText rule, Limit behind, Limit share, Limit longest) {
    List<Finding> findings = new ArrayList<>();
    boolean known = seen.waits().isKnown();
    for (PinGroup group : groups.values()) {
      boolean harmful =
          known
              ? group.behind >= seen.limit(behind)
                  && group.pinned >= SHORTEST_NANOS
                  && 100 * group.behind >= seen.limit(share) * group.pinned
              : group.longest >= seen.limit(longest);
      if (harmful && !isFirstUse(group)) {
        findings.add(
            new Finding(
                rule,
                known ? rule.severity() : Severity.MEDIUM,
                group.cause.subject(),
                summary(group, known),
                known
                    ? "Told because others waited for a carrier for "
                        + Times.duration(group.behind)
                        + " meanwhile, all together; told from "
                        + seen.limitText(behind)
                        + " and "
                        + seen.limitText(share)
                        + " of the time of the pins on."
                    : "Told because a pin lasted "
                        + seen.limitText(longest)
                        + " or longer; who waited for a carrier meanwhile was not recorded.",
                group.inferred ? Evidence.INFERRED : Evidence.RECORDED,
                group.worst.count(),
                group.worst.list(),
                group.cause.stackTrace()));
      }
    }
    return findings;
  }

  /** The JDK loads and initializes classes once, mostly at start-up. */
  private boolean isFirstUse(PinGroup group) {
    return group.pinned < FIRST_USE_NANOS
        && (isQuickInitializer(group)
            || group.cause.reason().equals(PinReason.of(LINKING))
            || LIBRARY.stream().anyMatch(group.cause.subject()::startsWith)
            || seen.frames(group.cause.stackTrace()).stream()
                .limit(MOST_LOADING)
                .anyMatch(frame -> frame.type().startsWith("jdk.internal.loader.")));
  }

  /** One that does not wait is over at once. */
  private static boolean isQuickInitializer(PinGroup group) {
    return group.pinned < QUICK_NANOS && group.cause.reason().contains("initializ");
  }

  private static String summary(PinGroup group, boolean known) {
    long times = group.worst.count();
    String where = group.cause.subject().isEmpty() ? "" : " in " + group.cause.subject();
    return (times == 1 ? "Once" : Numbers.count(times) + " times")
        + " a fiber waited"
        + where
        + " and its carrier could run nobody else: "
        + group.cause.reason()
        + ". "
        + (times == 1
            ? Times.duration(group.longest)
            : Times.duration(group.longest)
                + " at most, "
                + Times.duration(group.pinned)
                + " in all")
        + ". "
        + (known
            ? "Meanwhile up to "
                + Numbers.count(group.mostBehind, "fiber")
                + " at a time could run and waited for a carrier, "
                + Times.duration(group.behind)
                + " all together."
            : "Who waited for a carrier meanwhile was not recorded.");
  }
}
