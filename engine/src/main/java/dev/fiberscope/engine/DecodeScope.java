package dev.fiberscope.engine;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.fiber.Timer;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decodes that begin and end together: none outlives the scope. For the fiber that opened it;
 * {@link #cancel} may be called from anywhere.
 */
public final class DecodeScope implements AutoCloseable {
  private final DecodeEngine engine;
  private final Fiber owner = Fiber.current();
  private final List<DecodeTask> tasks = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private volatile String cancelledWhy;
  private final AtomicReference<DecodeTask> winner = new AtomicReference<>();
  private Optional<Future<?>> timeout = Optional.empty();

  DecodeScope(DecodeEngine engine) {
    this.engine = engine;
  }

  /** Decodes the input's next message on a fiber of its own, a child of the scope's owner. */
  public DecodeTask fork(String fiberName, Decodable<?> type, Input input) {
    DecodeTask task = engine.submit(fiberName, type, input);
    synchronized (tasks) {
      tasks.add(task);
    }
    if (cancelledWhy != null) {
      task.cancel(cancelledWhy);
    }
    task.whenComplete(
        (result, _) -> {
          if (result instanceof Decoded) {
            winner.compareAndSet(null, task);
          }
          ended.incrementAndGet();
          owner.resume();
        });
    return task;
  }

  /** Cancels every decode that has not ended when the time is up. */
  public DecodeScope withTimeout(Duration time) {
    timeout.ifPresent(earlier -> earlier.cancel(false));
    timeout =
        Optional.of(
            Timer.after(time, () -> cancel("it took longer than " + time.toMillis() + " ms")));
    return this;
  }

  /**
   * Waits until all have ended.
   *
   * @return their results in the order they were forked
   * @throws dev.fiberscope.engine.fiber.FiberCancelled if the owner is cancelled meanwhile
   */
  public List<DecodeResult> join() {
    while (ended.get() < tasks.size()) {
      owner.suspend(SuspendReason.CHILDREN);
    }
    return tasks.stream().map(DecodeTask::join).toList();
  }

  /**
   * Waits until one has decoded its message and cancels the others.
   *
   * @return the first one that decoded, or nothing if all failed
   * @throws dev.fiberscope.engine.fiber.FiberCancelled if the owner is cancelled meanwhile
   */
  public Optional<DecodeTask> race() {
    while (winner.get() == null && ended.get() < tasks.size()) {
      owner.suspend(SuspendReason.CHILDREN);
    }
    cancel("another decode was first");
    return Optional.ofNullable(winner.get());
  }

  /**
   * Cancels every decode that has not ended, and those forked later.
   *
   * @param why as a clause
   */
  public void cancel(String why) {
    cancelledWhy = why;
    List<DecodeTask> all;
    synchronized (tasks) {
      all = List.copyOf(tasks);
    }
    for (DecodeTask task : all) {
      // It may be done by somebody else's hand while its fiber still waits.
      if (!task.fiber().state().ended()) {
        task.cancel(why);
      }
    }
  }

  /** Cancels what has not ended and waits for it. */
  @Override
  public void close() {
    timeout.ifPresent(pending -> pending.cancel(false));
    cancel("its scope was closed");
    tasks.forEach(task -> task.fiber().joinShielded());
  }
}
