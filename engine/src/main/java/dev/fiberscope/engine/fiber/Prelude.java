package dev.fiberscope.engine.fiber;

/** What a fiber does before it needs a stack of its own: it waits by returning. */
@FunctionalInterface
public interface Prelude {
  /**
   * Looks whether the fiber can go on. Called again each time the fiber was resumed.
   *
   * @return false if the fiber waits, and somebody will resume it
   */
  boolean isReady(Fiber fiber);
}
