package dev.fiberscope.engine.hazard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What scenarios are made of. */
public final class Scene {
  /** Something that a thread does. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private final Path recording;
  private final List<Action> afterwards = new ArrayList<>();

  /**
   * @param recording where the scenario will have been recorded
   */
  Scene(Path recording) {
    this.recording = recording;
  }

  Path recording() {
    return recording;
  }

  /** Tells that a hazard is there. */
  void truth(String rule) {
    truth(rule, 0);
  }

  /**
   * Tells that a hazard is there.
   *
   * @param fiber id of a fiber that it concerns
   */
  void truth(String rule, long fiber) {
    truth(rule, fiber, true);
  }

  /** Tells that a rule may find a hazard and need not. */
  void mayShow(String rule) {
    truth(rule, 0, false);
  }

  private void truth(String rule, long fiber, boolean certain) {
    GroundTruth event = new GroundTruth();
    event.rule = rule;
    event.certain = certain;
    event.fiber = fiber;
    event.commit();
  }

  /** Done once the recording is over. */
  void afterwards(Action action) {
    afterwards.add(action);
  }

  void end() throws Exception {
    for (Action action : afterwards) {
      action.run();
    }
  }

  /** Starts a virtual thread. */
  static Thread start(String name, Action action) {
    return Thread.ofVirtual().name(name).start(() -> checked(action));
  }

  /** Starts so many virtual threads. */
  static List<Thread> start(String name, int count, Action action) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(start(name + "-" + i, action));
    }
    return threads;
  }

  private static void checked(Action action) {
    try {
      action.run();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error problem) {
      throw problem;
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }

  static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Computes for a time without letting go of the carrier. */
  static void spin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Waits for what another thread does soon. */
  static void until(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Waits, on a virtual thread without its carrier. */
  static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
