package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberEnd;
import dev.fiberscope.engine.event.EngineEvents.FiberStart;
import dev.fiberscope.engine.event.FiberText;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A named virtual thread whose state can be told at any moment. */
public final class Fiber {
  private static final ScopedValue<Fiber> CURRENT = ScopedValue.newInstance();

  private final AtomicReference<FiberState> state = new AtomicReference<>(FiberState.CREATED);
  private final Thread thread;
  private volatile Throwable failure;

  private Fiber(String name, Runnable body) {
    thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> ScopedValue.where(CURRENT, this).run(() -> live(body)));
  }

  /** Starts a fiber that runs {@code body} on the JDK's carriers. */
  public static Fiber start(String name, Runnable body) {
    Fiber fiber = new Fiber(name, body);
    FiberStart event = new FiberStart();
    if (event.isEnabled()) {
      event.fiber = fiber.id();
      event.name = FiberText.of(name);
      event.parent = Thread.currentThread().threadId();
      event.commit();
    }
    fiber.thread.start();
    return fiber;
  }

  /** The fiber that runs the caller, if the engine started it. */
  public static Optional<Fiber> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  private void live(Runnable body) {
    become(FiberState.RUNNING);
    FiberState last = FiberState.FINISHED;
    try {
      body.run();
    } catch (RuntimeException | Error problem) {
      failure = problem;
      last = FiberState.FAILED;
    } finally {
      become(last);
      FiberEnd event = new FiberEnd();
      if (event.isEnabled()) {
        event.fiber = id();
        event.outcome = last.name().toLowerCase(Locale.ROOT);
        event.commit();
      }
    }
  }

  /**
   * Takes one step of the table in {@link FiberState}.
   *
   * @throws IllegalStateException if the table has no such step
   */
  public void become(FiberState next) {
    FiberState was = state.get();
    if (!was.mayBecome(next) || !state.compareAndSet(was, next)) {
      throw new IllegalStateException("fiber " + name() + " cannot go from " + was + " to " + next);
    }
  }

  /** The id JFR knows it by: {@link Thread#threadId()}. */
  public long id() {
    return thread.threadId();
  }

  public String name() {
    return thread.getName();
  }

  public FiberState state() {
    return state.get();
  }

  /** What ended a fiber that is {@link FiberState#FAILED}. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Waits until the fiber has ended. */
  public void join() throws InterruptedException {
    thread.join();
  }
}
