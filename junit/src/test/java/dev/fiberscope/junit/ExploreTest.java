package dev.fiberscope.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.explore.ExploredRun;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ExploreTest {
  private static final AtomicInteger CALLS = new AtomicInteger();

  @Explore(seeds = 200)
  void everyOrderOfIncrementsGivesTheirSum(ExploredRun run) {
    CALLS.incrementAndGet();
    AtomicInteger sum = new AtomicInteger();
    IntStream.range(0, 4)
        .forEach(
            i ->
                run.start(
                    "adder-" + i,
                    fiber -> {
                      fiber.stepAside(SuspendReason.TURN);
                      sum.incrementAndGet();
                    }));
    run.check(() -> sum.get() == 4 ? Optional.empty() : Optional.of("The sum is " + sum + "."));
  }

  @Test
  void aRaceIsFoundAndItsSeedIsNamed() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(RacyCase.class))
            .build();
    List<Throwable> failures = new java.util.ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
              }
            });
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst())
        .hasMessageContaining("The sum is ")
        .hasMessageContaining("@Explore(firstSeed = ");
  }

  /** Reads, lets others run, writes: some orders lose an increment. */
  @Tag("racy")
  static class RacyCase {
    private int sum;

    @Explore
    void incrementsAreLost(ExploredRun run) {
      sum = 0;
      for (int i = 0; i < 2; i++) {
        run.start("adder-" + i, this::add);
      }
      run.check(() -> sum == 2 ? Optional.empty() : Optional.of("The sum is " + sum + "."));
    }

    private void add(Fiber fiber) {
      int before = sum;
      fiber.stepAside(SuspendReason.TURN);
      sum = before + 1;
    }
  }
}
