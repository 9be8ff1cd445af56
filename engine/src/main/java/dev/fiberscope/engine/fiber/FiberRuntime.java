package dev.fiberscope.engine.fiber;

import java.util.function.Consumer;

/** Starts fibers and runs them on carriers. */
public sealed interface FiberRuntime extends AutoCloseable permits VirtualThreads, Carriers {
  /**
   * Starts a fiber whose parent is the caller.
   *
   * @param body what it does; told the fiber
   */
  Fiber start(String name, Consumer<Fiber> body);

  /**
   * Starts a fiber that may have to wait before it needs a stack of its own.
   *
   * @param prelude run before the body, if this runtime can do so without such a stack
   */
  Fiber start(String name, Prelude prelude, Consumer<Fiber> body);

  /**
   * Ends the carriers that belong to this runtime. Fibers that have not ended stay where they are.
   */
  @Override
  void close();
}
