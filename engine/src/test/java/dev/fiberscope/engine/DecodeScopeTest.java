package dev.fiberscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Decodable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ParameterizedClass
@ValueSource(ints = {0, 2})
class DecodeScopeTest implements AutoCloseable {
  private static final Decodable<Long> NUMBER = in -> in.u64();

  private final FiberRuntime runtime;
  private final DecodeEngine engine;

  DecodeScopeTest(int carriers) {
    runtime = carriers == 0 ? new VirtualThreads() : Carriers.of(carriers);
    engine = new DecodeEngine(EngineConfig.standard(), runtime);
  }

  @Override
  public void close() {
    runtime.close();
  }

  private static MemoryInput number(int value) {
    return new MemoryInput(new byte[] {(byte) value});
  }

  @Test
  void joinWaitsForAll() {
    try (DecodeScope scope = engine.scope()) {
      List<ScriptedInput> inputs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        inputs.add(new ScriptedInput());
        scope.fork("number-" + i, NUMBER, inputs.get(i));
      }
      for (int i = 0; i < 20; i++) {
        inputs.get(i).deliver(new byte[] {(byte) i});
      }
      List<DecodeResult> results = scope.join();
      for (int i = 0; i < 20; i++) {
        assertThat(((Decoded) results.get(i)).value()).isEqualTo((long) i);
      }
    }
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void aRaceHasOneWinnerAndCancelsTheOthers() {
    List<DecodeTask> tasks = new ArrayList<>();
    try (DecodeScope scope = engine.scope()) {
      tasks.add(scope.fork("slow", NUMBER, new ScriptedInput()));
      tasks.add(scope.fork("wrong", NUMBER, number(255)));
      tasks.add(scope.fork("fast", NUMBER, number(7)));
      assertThat(scope.race()).hasValue(tasks.get(2));
    }
    assertThat(tasks.get(0).join())
        .isInstanceOfSatisfying(
            Failed.class,
            lost ->
                assertThat(lost.error())
                    .hasMessageStartingWith("the decode was cancelled: another decode was first"));
    assertThat(tasks.get(0).fiber().state()).isEqualTo(FiberState.CANCELLED);
    // It lost by its bytes, or by being late.
    assertThat(tasks.get(1).fiber().state()).isIn(FiberState.FAILED, FiberState.CANCELLED);
    assertThat(tasks.get(2).fiber().state()).isEqualTo(FiberState.FINISHED);
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void aRaceThatAllLoseHasNoWinner() {
    try (DecodeScope scope = engine.scope()) {
      scope.fork("wrong", NUMBER, number(255));
      scope.fork("short", NUMBER, new MemoryInput(new byte[0]));
      assertThat(scope.race()).isEmpty();
    }
  }

  @Test
  void aTimeoutCancelsWhatIsLeft() {
    try (DecodeScope scope = engine.scope().withTimeout(Duration.ofMillis(50))) {
      scope.fork("done", NUMBER, number(1));
      scope.fork("stuck", NUMBER, new ScriptedInput());
      List<DecodeResult> results = scope.join();
      assertThat(results.get(0)).isInstanceOf(Decoded.class);
      assertThat(((Failed) results.get(1)).error())
          .hasMessageStartingWith("the decode was cancelled: it took longer than 50 ms");
    }
  }

  @Test
  void noneOutlivesItsScopeWhenItsOwnerIsCancelled() {
    AtomicReference<DecodeTask> child = new AtomicReference<>();
    Fiber owner =
        runtime.start(
            "owner",
            _ -> {
              try (DecodeScope scope = engine.scope()) {
                child.set(scope.fork("child", NUMBER, new ScriptedInput()));
                scope.join();
              }
            });
    while (owner.state() != FiberState.SUSPENDED) {
      Thread.onSpinWait();
    }
    owner.cancel("the test says so");
    owner.join();
    assertThat(owner.state()).isEqualTo(FiberState.CANCELLED);
    assertThat(child.get()).isDone();
    assertThat(child.get().fiber().parent()).isEqualTo(owner.id());
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void aTaskMayBeJoinedByWhatItCompletes() throws Exception {
    try (DecodeScope scope = engine.scope()) {
      List<DecodeTask> tasks = new ArrayList<>();
      List<ScriptedInput> inputs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        inputs.add(new ScriptedInput());
        tasks.add(scope.fork("joined-" + i, NUMBER, inputs.get(i)));
      }
      CompletableFuture<List<DecodeResult>> all =
          CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
              .thenApply(_ -> tasks.stream().map(CompletableFuture::join).toList());
      inputs.forEach(input -> input.deliver(new byte[] {1}));
      assertThat(all.get(20, TimeUnit.SECONDS)).hasSize(3);
    }
  }

  @Test
  void aTaskThatSomebodyElseCompletesIsCancelledWithItsScope() {
    DecodeTask task;
    try (DecodeScope scope = engine.scope()) {
      task = scope.fork("given up", NUMBER, new ScriptedInput());
      task.completeExceptionally(new IllegalStateException("too late"));
    }
    assertThat(task.fiber().state()).isEqualTo(FiberState.CANCELLED);
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void whatIsForkedAfterACancelIsCancelledToo() {
    try (DecodeScope scope = engine.scope()) {
      scope.cancel("nobody is here");
      DecodeTask late = scope.fork("late", NUMBER, new ScriptedInput());
      scope.join();
      assertThat(((Failed) late.join()).isCancelled()).isTrue();
    }
  }
}
