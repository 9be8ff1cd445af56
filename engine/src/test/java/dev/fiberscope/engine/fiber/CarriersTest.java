package dev.fiberscope.engine.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarriersTest {
  /** Who ran when: ten fibers that step aside, two of which start others. */
  private static List<String> schedule(long seed) {
    List<String> schedule = Collections.synchronizedList(new ArrayList<>());
    try (Carriers runtime = Carriers.deterministic(seed)) {
      for (int i = 0; i < 10; i++) {
        int number = i;
        runtime.start(
            "fiber-" + i,
            self -> {
              for (int turn = 0; turn < 3; turn++) {
                schedule.add(self.name());
                if (number < 2) {
                  runtime.start("child-" + number + turn, child -> schedule.add(child.name()));
                }
                self.stepAside(SuspendReason.TURN);
              }
            });
      }
      runtime.proceed();
      runtime.awaitIdle();
    }
    assertThat(schedule).hasSize(36);
    return schedule;
  }

  @Property(tries = 50)
  void theSameSeedGivesTheSameSchedule(@ForAll long seed) {
    assertThat(schedule(seed)).isEqualTo(schedule(seed));
  }

  @Test
  void otherSeedsGiveOtherSchedules() {
    Set<List<String>> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      seen.add(schedule(seed));
    }
    assertThat(seen).hasSizeGreaterThan(15);
  }

  @Test
  void aStepRunsOneSlice() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    try (Carriers runtime = Carriers.deterministic(7)) {
      Fiber fiber =
          runtime.start(
              "stepped",
              self -> {
                ran.add("first");
                self.stepAside(SuspendReason.TURN);
                ran.add("second");
                self.suspend(SuspendReason.BYTES);
                ran.add("third");
              });
      assertThat(ran).isEmpty();
      assertThat(runtime.step()).isTrue();
      assertThat(ran).containsExactly("first");
      assertThat(fiber.state()).isEqualTo(FiberState.RESUMING);
      assertThat(runtime.step()).isTrue();
      assertThat(ran).containsExactly("first", "second");
      assertThat(runtime.step()).as("it waits for bytes").isFalse();
      fiber.resume();
      assertThat(ran).hasSize(2);
      assertThat(runtime.step()).isTrue();
      assertThat(fiber.state()).isEqualTo(FiberState.FINISHED);
      assertThat(runtime.step()).isFalse();
    }
  }

  @Test
  void aCarrierThatAFiberInterruptsGoesOn() {
    try (Carriers runtime = Carriers.of(1)) {
      runtime.start("rude", _ -> Thread.currentThread().interrupt()).join();
      runtime.awaitIdle();
      Fiber next = runtime.start("next", self -> self.stepAside(SuspendReason.TURN));
      next.join();
      assertThat(next.state()).isEqualTo(FiberState.FINISHED);
    }
  }

  @Test
  void aFiberFromOutsideGetsItsTurnHoweverManyTakeTurns() {
    try (Carriers runtime = Carriers.of(1)) {
      AtomicBoolean enough = new AtomicBoolean();
      for (int i = 0; i < 40; i++) {
        runtime.start(
            "busy",
            self -> {
              while (!enough.get()) {
                self.stepAside(SuspendReason.TURN);
              }
            });
      }
      runtime.start("outsider", _ -> enough.set(true)).join();
      assertThat(enough).isTrue();
    }
  }

  @Test
  void aPausedRuntimeGoesOnWhereItWas() {
    try (Carriers runtime = Carriers.of(2)) {
      List<Fiber> fibers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        fibers.add(
            runtime.start(
                "paused",
                self -> {
                  for (int turn = 0; turn < 100; turn++) {
                    self.stepAside(SuspendReason.TURN);
                  }
                }));
      }
      runtime.pause();
      for (int i = 0; i < 10; i++) {
        runtime.step();
      }
      runtime.proceed();
      fibers.forEach(Fiber::join);
      assertThat(fibers).allMatch(fiber -> fiber.state() == FiberState.FINISHED);
      runtime.awaitIdle();
    }
  }
}
