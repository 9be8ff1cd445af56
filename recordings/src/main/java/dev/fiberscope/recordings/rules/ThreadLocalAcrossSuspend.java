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
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.ThreadLocalTable.Use;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Thread-locals of a carrier that a fiber relies on across a suspension. */
final class ThreadLocalAcrossSuspend implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "thread-local-across-suspend",
          Group.THREAD_LOCALS,
          Severity.HIGH,
          "A thread-local was set before a suspension and read after it",
          "On carriers of the engine's own a thread-local belongs to the carrier and to all its fibers: pass the value along, or run such decoders on virtual threads.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return LocalUses.lacksReads(seen);
  }

  private static final class Variable {
    private final Worst overwritten = new Worst();
    private final Worst kept = new Worst();
    private int stackTrace = StackTraceTable.NONE;
  }

  @Override
  public List<Finding> check(Observed seen) {
    LocalUses uses = new LocalUses(seen);
    Map<String, Variable> variables = new TreeMap<>();
    uses.threads()
        // A virtual thread's values go with it.
        .filter(thread -> seen.session().threads().kind(thread) == ThreadTable.Kind.CARRIER)
        .forEach(thread -> carrier(seen, uses.of(thread), variables));
    List<Finding> findings = new ArrayList<>();
    variables.forEach((name, variable) -> findings.add(finding(name, variable)));
    return findings;
  }

  private static void carrier(Observed seen, List<LocalUse> uses, Map<String, Variable> variables) {
    for (LocalUse read : uses) {
      if (read.use() != Use.GET || !seen.isOnOwnCarriers(read.fiber())) {
        continue;
      }
      AcrossSuspension.lastOwnSet(uses, read)
          .filter(set -> AcrossSuspension.wasAway(seen, read.fiber(), set.end(), read.start()))
          .ifPresent(
              set -> {
                Variable variable = variables.computeIfAbsent(read.variable(), _ -> new Variable());
                variable.stackTrace = read.stackTrace();
                Optional<LocalUse> other = otherBetween(uses, set, read);
                Worst worst = other.isPresent() ? variable.overwritten : variable.kept;
                worst.add(read.start() - set.start(), () -> occurrence(seen, set, read, other));
              });
    }
  }

  private static Optional<LocalUse> otherBetween(List<LocalUse> uses, LocalUse set, LocalUse read) {
    return uses.stream()
        .filter(use -> use.start() > set.start() && use.start() < read.start())
        .filter(use -> use.use() == Use.SET || use.use() == Use.REMOVE)
        .filter(use -> use.variable().equals(read.variable()) && use.fiber() != read.fiber())
        .reduce((_, last) -> last);
  }

  private static Occurrence occurrence(
      Observed seen, LocalUse set, LocalUse read, Optional<LocalUse> other) {
    return new Occurrence(
        set.start(),
        read.end(),
        read.fiber(),
        read.thread(),
        read.decode(),
        read.start() - set.start(),
        Times.duration(read.start() - set.start()),
        seen.name(read.fiber())
            + " set a value, was suspended, and read "
            + other
                .map(use -> "what " + seen.name(use.fiber()) + " had done to it meanwhile")
                .orElse("it again; nobody had changed it meanwhile"));
  }

  private static Finding finding(String name, Variable variable) {
    boolean harmed = variable.overwritten.count() > 0;
    Worst worst = harmed ? variable.overwritten : variable.kept;
    long all = variable.overwritten.count() + variable.kept.count();
    return new Finding(
        TEXT,
        harmed ? TEXT.severity() : Severity.MEDIUM,
        name,
        Numbers.count(all, "time")
            + " a fiber set a thread-local in "
            + LocalUses.shortName(name)
            + ", was suspended, and read it; "
            + (harmed
                ? Numbers.count(variable.overwritten.count(), "time")
                    + " another fiber of the same carrier had changed it meanwhile."
                : "no other fiber of the same carrier had changed it meanwhile, this time."),
        "Told whenever it happens on carriers of the engine's own. Which variable it is is told by"
            + " the class that uses it.",
        Evidence.DERIVED,
        worst.count(),
        worst.list(),
        variable.stackTrace);
  }
}
