package dev.fiberscope.engine.fiber;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things later, on one thread of its own; they must be short. */
public final class Timer {
  private static final ScheduledThreadPoolExecutor THREAD =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("fiberscope-timer").factory());

  static {
    THREAD.setRemoveOnCancelPolicy(true);
  }

  private Timer() {}

  /** Does {@code action} once, unless the result is cancelled before. */
  public static Future<?> after(Duration delay, Runnable action) {
    return THREAD.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
