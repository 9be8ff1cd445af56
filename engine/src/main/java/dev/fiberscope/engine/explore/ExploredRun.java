package dev.fiberscope.engine.explore;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberState;
import dev.fiberscope.engine.stack.StackPool.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run of a program under one schedule. What takes part in the schedule must be fibers of it:
 * bytes are delivered by fibers, and nothing waits for time.
 */
public final class ExploredRun {
  private final Carriers runtime;
  private final SplittableRandom random;
  private final List<Fiber> fibers = new ArrayList<>();
  private final List<DecodeEngine> engines = new ArrayList<>();
  private final List<Supplier<Optional<String>>> checks = new ArrayList<>();

  ExploredRun(Carriers runtime, long seed) {
    this.runtime = runtime;
    random = new SplittableRandom(seed);
  }

  /** Runs the fibers, one at a time. */
  public Carriers runtime() {
    return runtime;
  }

  /** Draws the same for the same seed, whatever the schedule: orders of chunks, sizes. */
  public SplittableRandom random() {
    return random;
  }

  /** Starts a fiber that must end. Before the run begins, or from a fiber of it. */
  public synchronized Fiber start(String name, Consumer<Fiber> body) {
    Fiber fiber = runtime.start(name, body);
    fibers.add(fiber);
    return fiber;
  }

  /** An engine whose stacks must all be given back. */
  public synchronized DecodeEngine engine(EngineConfig config) {
    DecodeEngine engine = new DecodeEngine(config, runtime);
    engines.add(engine);
    return engine;
  }

  /**
   * Asked when nothing can run any more.
   *
   * @param problem says what is wrong, in a sentence; empty if nothing is
   */
  public synchronized void check(Supplier<Optional<String>> problem) {
    checks.add(problem);
  }

  /** Runs until nothing can run any more, and says what is wrong then. */
  List<String> finish() {
    runtime.proceed();
    runtime.awaitIdle();
    List<String> problems = new ArrayList<>();
    fibers.forEach(fiber -> problem(fiber).ifPresent(problems::add));
    engines.forEach(engine -> problem(engine).ifPresent(problems::add));
    for (Supplier<Optional<String>> check : checks) {
      check.get().ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<String> problem(Fiber fiber) {
    if (!fiber.state().ended()) {
      return Optional.of(
          fiber.name()
              + " waits for "
              + fiber.reason().text()
              + ", and nobody is left to wake it.");
    }
    return fiber.state() == FiberState.FAILED
        ? Optional.of(
            fiber.name() + " failed: " + fiber.failure().map(Throwable::toString).orElse("") + ".")
        : Optional.empty();
  }

  private static Optional<String> problem(DecodeEngine engine) {
    Counts counts = engine.pool().counts();
    return counts.live() == 0
        ? Optional.empty()
        : Optional.of(
            counts.live()
                + " of "
                + counts.acquired()
                + " decode stacks that were taken were not given back.");
  }
}
