package dev.fiberscope.engine.fiber;

import java.util.function.Consumer;

/**
 * Fibers that are virtual threads on the JDK's carriers. Locks, thread-locals and blocking calls
 * work as in any thread.
 */
public final class VirtualThreads implements FiberRuntime {
  @Override
  public Fiber start(String name, Consumer<Fiber> body) {
    return ThreadFiber.start(name, Fiber.current().id(), body);
  }

  @Override
  public Fiber start(String name, Prelude unused, Consumer<Fiber> body) {
    return start(name, body);
  }

  @Override
  public void close() {
    // The carriers are the JDK's.
  }
}
