package dev.fiberscope.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.explore.Explorer.Failure;
import dev.fiberscope.engine.fiber.SuspendReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
  private static Explorer of(String program) {
    return new Explorer(Programs.ALL.get(program));
  }

  @Test
  void aRightProgramIsRightUnderEverySchedule() {
    assertThat(of("messages").explore(1, 300, _ -> {})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost-wakeup", "stale-thread-local"})
  void aSeededBugIsFoundAndGoesTheSameWayAgain(String program) {
    Failure failure = of(program).explore(1, 1_000, _ -> {}).orElseThrow();
    assertThat(of(program).tryOne(failure.seed()).orElseThrow().problems())
        .isEqualTo(failure.problems());
    assertThat(of(program).replay(failure.seed(), failure.schedule()))
        .isEqualTo(failure.problems());
    assertThat(of(program).replay(failure.seed(), failure.shrunk())).isNotEmpty();
    assertThat(failure.shrunk().exceptions()).isLessThan(failure.schedule().exceptions());
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    List<List<Integer>> orders = new ArrayList<>();
    Explorer explorer =
        new Explorer(
            run -> {
              List<Integer> order = new ArrayList<>();
              orders.add(order);
              for (int i = 0; i < 8; i++) {
                int number = i;
                run.start(
                    "fiber-" + i,
                    fiber -> {
                      order.add(number);
                      fiber.stepAside(SuspendReason.TURN);
                      order.add(number);
                    });
              }
            });
    explorer.tryOne(5);
    explorer.tryOne(5);
    explorer.tryOne(6);
    assertThat(orders.get(1)).isEqualTo(orders.get(0)).hasSize(16);
    assertThat(orders.get(2)).isNotEqualTo(orders.get(0));
  }

  @Test
  void whatFailsAndWhatMustHoldAreTold() {
    Explorer explorer =
        new Explorer(
            run -> {
              run.start(
                  "breaker",
                  _ -> {
                    throw new IllegalStateException("broken");
                  });
              run.check(() -> Optional.of("It does not hold."));
            });
    assertThat(explorer.tryOne(1).orElseThrow().problems())
        .containsExactly(
            "breaker failed: java.lang.IllegalStateException: broken.", "It does not hold.");
  }
}
