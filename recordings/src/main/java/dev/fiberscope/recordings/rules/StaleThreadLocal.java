package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.rules.LocalUses.LocalUse;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads of values that another decode on the same thread set and left. */
final class StaleThreadLocal implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "stale-thread-local",
          Group.THREAD_LOCALS,
          Severity.HIGH,
          "A value that an earlier decode left in a thread-local was read",
          "Remove the value in a finally block where it was set (ThreadLocal.remove), or bind it for a stretch of code with a ScopedValue.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return LocalUses.lacksReads(seen);
  }

  /** Who set a value. */
  private record Setter(int fiber, int owner, long time) {}

  @Override
  public List<Finding> check(Observed seen) {
    LocalUses uses = new LocalUses(seen);
    Map<String, Worst> byVariable = new TreeMap<>();
    Map<String, Integer> traces = new HashMap<>();
    uses.threads()
        .filter(thread -> seen.session().threads().kind(thread) != ThreadTable.Kind.PLATFORM)
        .forEach(thread -> thread(seen, uses.of(thread), byVariable, traces));
    List<Finding> findings = new ArrayList<>();
    byVariable.forEach(
        (variable, worst) ->
            findings.add(
                new Finding(
                    TEXT,
                    TEXT.severity(),
                    variable,
                    Numbers.count(worst.count(), "time")
                        + " a decode, or a task of a pool, read a thread-local in "
                        + LocalUses.shortName(variable)
                        + " that an earlier one had set on the same thread and not removed.",
                    "Told whenever one reads a value that it did not set, unless it was made there"
                        + " because there was none. Which variable it is is told by the class that"
                        + " uses it.",
                    Evidence.DERIVED,
                    worst.count(),
                    worst.list(),
                    traces.get(variable))));
    return findings;
  }

  private static void thread(
      Observed seen,
      List<LocalUse> uses,
      Map<String, Worst> byVariable,
      Map<String, Integer> traces) {
    Map<String, Setter> setters = new HashMap<>();
    for (LocalUse use : uses) {
      switch (use.use()) {
        case SET -> {
          if (use.initial()) {
            setters.remove(use.variable());
          } else {
            setters.put(use.variable(), new Setter(use.fiber(), use.owner(), use.start()));
          }
        }
        case INITIAL, REMOVE -> setters.remove(use.variable());
        case GET -> {
          Setter setter = setters.get(use.variable());
          // What is set around decodes and tasks is meant for all of them.
          if (setter != null
              && !use.initial()
              && use.owner() != LocalUses.NO_OWNER
              && setter.owner() != LocalUses.NO_OWNER
              && setter.owner() != use.owner()
              && !AcrossSuspension.hasSet(uses, use)) {
            traces.putIfAbsent(use.variable(), use.stackTrace());
            byVariable
                .computeIfAbsent(use.variable(), _ -> new Worst())
                .add(use.start() - setter.time(), () -> occurrence(seen, use, setter));
          }
        }
        case INHERIT, COPY, TASK -> {
          // Nothing is done to its own values.
        }
      }
    }
  }

  private static Occurrence occurrence(Observed seen, LocalUse use, Setter setter) {
    return new Occurrence(
        use.start(),
        use.end(),
        use.fiber(),
        seen.carrierAt(use.fiber(), use.start()),
        use.decode(),
        use.start() - setter.time(),
        Times.duration(use.start() - setter.time()) + " old",
        seen.name(use.fiber())
            + " read what "
            + (setter.fiber() == use.fiber() ? "it" : seen.name(setter.fiber()))
            + " had set "
            + Times.duration(use.start() - setter.time())
            + " before, in another "
            + (setter.owner() >= 0 ? "decode" : "task"));
  }
}
