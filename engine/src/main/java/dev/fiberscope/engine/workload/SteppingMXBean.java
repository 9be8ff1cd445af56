package dev.fiberscope.engine.workload;

/** How another process holds the fibers of this JVM and lets them go on one slice at a time. */
public interface SteppingMXBean {
  /** The name it is registered by. */
  String NAME = "dev.fiberscope:type=Stepping";

  /** True while no fiber runs unless it is let. */
  boolean isPaused();

  /** Holds the carrier before its next slice. */
  void pause();

  /** Ends a pause. */
  void proceed();

  /**
   * While paused, runs one slice: one fiber is resumed and goes on until it is suspended or ends.
   *
   * @return false if there was none to run
   */
  boolean step();

  /**
   * While paused, delivers what a fiber waits for, if it waits for bytes, and runs one slice of it.
   *
   * @return false if there is no such fiber, or if it could not run
   */
  boolean stepFiber(String name);
}
