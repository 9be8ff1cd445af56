package dev.fiberscope.engine.hazard;

import java.util.List;
import java.util.stream.Stream;

/** Every scenario. */
public final class Scenarios {
  public static final List<Scenario> ALL =
      Stream.of(
              SchedulingScenarios.ALL,
              ThreadLocalScenarios.ALL,
              PoolScenarios.ALL,
              InputScenarios.ALL,
              LockScenarios.ALL)
          .flatMap(List::stream)
          .toList();

  private Scenarios() {}
}
