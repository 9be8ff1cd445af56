package dev.fiberscope.engine.fiber;

/**
 * What a cancelled fiber is resumed with, so that {@code finally} blocks run and locks are freed.
 * Whoever catches it lets it go on.
 */
public final class FiberCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FiberCancelled(String why) {
    // It says where the fiber was cancelled, which the fiber's frames know better.
    super(why, null, false, false);
  }
}
