package dev.fiberscope.engine.fiber;

import static dev.fiberscope.engine.fiber.FiberState.CANCELLED;
import static dev.fiberscope.engine.fiber.FiberState.CREATED;
import static dev.fiberscope.engine.fiber.FiberState.FAILED;
import static dev.fiberscope.engine.fiber.FiberState.FINISHED;
import static dev.fiberscope.engine.fiber.FiberState.RESUMING;
import static dev.fiberscope.engine.fiber.FiberState.RUNNING;
import static dev.fiberscope.engine.fiber.FiberState.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiberStateTest {
  private static final Map<FiberState, Set<FiberState>> LEGAL =
      Map.of(
          CREATED, Set.of(RUNNING),
          RUNNING, Set.of(SUSPENDED, FINISHED, FAILED, CANCELLED),
          SUSPENDED, Set.of(RESUMING),
          RESUMING, Set.of(RUNNING),
          FINISHED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of());

  @Test
  void everyPairOfStatesIsAsTheTableSays() {
    for (FiberState from : FiberState.values()) {
      for (FiberState to : FiberState.values()) {
        assertThat(from.mayBecome(to))
            .as("%s to %s", from, to)
            .isEqualTo(LEGAL.get(from).contains(to));
      }
    }
  }

  @Test
  void anIllegalStepIsAnError() {
    Fiber fiber = new VirtualThreads().start("done", _ -> {});
    fiber.join();
    assertThatThrownBy(() -> fiber.become(RUNNING))
        .hasMessage("fiber done cannot go from FINISHED to RUNNING");
  }
}
