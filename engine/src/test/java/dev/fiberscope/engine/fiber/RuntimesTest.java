package dev.fiberscope.engine.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What every runtime does. */
@Timeout(60)
@ParameterizedClass
@ValueSource(ints = {0, 1, 2})
class RuntimesTest implements AutoCloseable {
  private final FiberRuntime runtime;

  RuntimesTest(int carriers) {
    runtime = carriers == 0 ? new VirtualThreads() : Carriers.of(carriers);
  }

  @Override
  public void close() {
    runtime.close();
  }

  private static void awaitState(Fiber fiber, FiberState state) {
    while (fiber.state() != state) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aFiberThatEndedSaysHow() {
    Consumer<Fiber> bad =
        _ -> {
          throw new IllegalStateException("no");
        };
    Fiber finished = runtime.start("good", _ -> {});
    Fiber failed = runtime.start("bad", bad);
    Fiber cancelled = runtime.start("unwanted", self -> self.suspend(SuspendReason.BYTES));
    cancelled.cancel("the test says so");
    finished.join();
    failed.join();
    cancelled.join();
    assertThat(finished.state()).isEqualTo(FiberState.FINISHED);
    assertThat(failed.state()).isEqualTo(FiberState.FAILED);
    assertThat(failed.failure()).get().isInstanceOf(IllegalStateException.class);
    assertThat(cancelled.state()).isEqualTo(FiberState.CANCELLED);
  }

  @Test
  void aFiberKnowsItselfItsParentAndItsChildren() {
    AtomicReference<Fiber> current = new AtomicReference<>();
    AtomicReference<Fiber> child = new AtomicReference<>();
    Fiber parent =
        runtime.start(
            "parent",
            self -> {
              current.set(Fiber.current());
              child.set(runtime.start("child", _ -> {}));
              child.get().join();
            });
    parent.join();
    assertThat(current.get()).isSameAs(parent);
    assertThat(child.get().parent()).isEqualTo(parent.id());
    assertThat(parent.parent()).isEqualTo(Thread.currentThread().threadId());
  }

  @Test
  void aSuspendedFiberGoesOnWhenItIsResumed() {
    AtomicInteger steps = new AtomicInteger();
    Fiber fiber =
        runtime.start(
            "sleeper",
            self -> {
              steps.incrementAndGet();
              self.suspend(SuspendReason.CHILDREN);
              steps.incrementAndGet();
            });
    awaitState(fiber, FiberState.SUSPENDED);
    assertThat(steps).hasValue(1);
    assertThat(fiber.reason()).isEqualTo(SuspendReason.CHILDREN);
    fiber.resume();
    fiber.join();
    assertThat(steps).hasValue(2);
  }

  @Test
  void aWakeUpBeforeTheSuspensionIsKept() {
    CountDownLatch resumed = new CountDownLatch(1);
    Fiber fiber =
        runtime.start(
            "early",
            self -> {
              while (resumed.getCount() > 0) {
                Thread.onSpinWait();
              }
              self.suspend(SuspendReason.BYTES);
            });
    fiber.resume();
    resumed.countDown();
    fiber.join();
    assertThat(fiber.state()).isEqualTo(FiberState.FINISHED);
  }

  @Test
  void manyFibersTakeTurns() {
    AtomicInteger turns = new AtomicInteger();
    List<Fiber> fibers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fibers.add(
          runtime.start(
              "turn",
              self -> {
                for (int turn = 0; turn < 20; turn++) {
                  turns.incrementAndGet();
                  self.stepAside(SuspendReason.TURN);
                }
              }));
    }
    fibers.forEach(Fiber::join);
    assertThat(turns).hasValue(10_000);
  }

  @Test
  void aCancelledFiberRunsItsFinallyBlocksAndIsNotSuspendedAgain() {
    AtomicInteger cleanups = new AtomicInteger();
    Fiber fiber =
        runtime.start(
            "careful",
            self -> {
              try {
                self.suspend(SuspendReason.BYTES);
              } finally {
                cleanups.incrementAndGet();
                assertThatThrownBy(() -> self.suspend(SuspendReason.BYTES))
                    .isInstanceOf(FiberCancelled.class);
              }
            });
    awaitState(fiber, FiberState.SUSPENDED);
    fiber.cancel("enough");
    fiber.join();
    assertThat(cleanups).hasValue(1);
    assertThat(fiber.state()).isEqualTo(FiberState.CANCELLED);
  }

  @Test
  void aHeldFiberStaysOnItsCarrier() {
    AtomicReference<Thread> before = new AtomicReference<>();
    AtomicReference<Thread> after = new AtomicReference<>();
    Fiber fiber =
        runtime.start(
            "held",
            self -> {
              try (Hold _ = self.hold()) {
                before.set(Carriers.currentCarrierThread());
                self.suspend(SuspendReason.BYTES);
                after.set(Carriers.currentCarrierThread());
              }
            });
    awaitState(fiber, FiberState.SUSPENDED);
    fiber.resume();
    fiber.join();
    assertThat(fiber.failure()).isEmpty();
    assertThat(after.get()).isSameAs(before.get());
  }
}
