package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberHold;

/** A stretch of time in which a fiber must not migrate. Closed by the fiber that opened it. */
public final class Hold implements AutoCloseable {
  private final Fiber fiber;
  private final FiberHold event = new FiberHold();

  Hold(Fiber fiber) {
    this.fiber = fiber;
    fiber.pin();
    event.begin();
  }

  @Override
  public void close() {
    fiber.unpin();
    event.end();
    if (event.shouldCommit()) {
      event.fiber = fiber.id();
      event.commit();
    }
  }
}
