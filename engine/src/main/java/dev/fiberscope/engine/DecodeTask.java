package dev.fiberscope.engine;

import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.Prelude;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.schema.Decodable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A decode on a fiber of its own. Done when the decode has ended, well or not; exceptionally only
 * if the decoder threw what is no decode error.
 */
public final class DecodeTask extends CompletableFuture<DecodeResult> {
  private final DecodeEngine engine;
  private final Decodable<?> type;
  private final Input input;
  private volatile Fiber fiber;

  /** Begun by the prelude; null if the fiber has to begin it. */
  private Decode begun;

  private DecodeTask(DecodeEngine engine, Decodable<?> type, Input input) {
    this.engine = engine;
    this.type = type;
    this.input = input;
  }

  static DecodeTask start(String fiberName, DecodeEngine engine, Decodable<?> type, Input input) {
    DecodeTask task = new DecodeTask(engine, type, input);
    Life life = task.new Life();
    task.fiber =
        engine.skimOf(type) != null
            ? engine.runtime().start(fiberName, life, life)
            : engine.runtime().start(fiberName, life);
    return task;
  }

  /** What the fiber does, one object for both halves of it. */
  private final class Life implements Prelude, Consumer<Fiber> {
    @Override
    public boolean isReady(Fiber itsFiber) {
      return gather(itsFiber);
    }

    @Override
    public void accept(Fiber itsFiber) {
      run(itsFiber);
    }
  }

  /** Waits for the bytes of a small message, as long as that needs no stack. */
  private boolean gather(Fiber itsFiber) {
    if (begun == null) {
      begun = new Decode(engine, itsFiber, type, input);
      begun.start();
    }
    return begun.gather() || !begun.arrange();
  }

  private void run(Fiber itsFiber) {
    DecodeResult result;
    try {
      result = begun == null ? engine.decode(itsFiber, type, input) : engine.decode(begun);
    } catch (RuntimeException | Error problem) {
      completeExceptionally(problem);
      throw problem;
    }
    complete(result);
    // So that the fiber ends as its decode did.
    if (result instanceof Failed failed) {
      itsFiber.throwIfCancelled();
      throw failed.error();
    }
  }

  public Fiber fiber() {
    return fiber;
  }

  /** Waits for the result, suspending the calling fiber. */
  @Override
  public DecodeResult join() {
    awaitFiber();
    return super.join();
  }

  /** Waits for the result, suspending the calling fiber. */
  @Override
  public DecodeResult get() throws InterruptedException, ExecutionException {
    awaitFiber();
    return super.get();
  }

  // Otherwise a fiber that waits would keep its carrier.
  private void awaitFiber() {
    if (!isDone()) {
      fiber.join();
    }
  }

  /** Asks the decode to end; it then fails as cancelled. See {@link Fiber#cancel}. */
  public void cancel(String why) {
    fiber.cancel(why);
  }

  /** Asks the decode to end, as {@link #cancel(String)} does; the result tells whether it did. */
  @Override
  public boolean cancel(boolean ignored) {
    cancel("");
    return false;
  }
}
