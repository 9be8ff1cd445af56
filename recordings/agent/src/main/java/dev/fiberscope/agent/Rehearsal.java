package dev.fiberscope.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A program that lives with the weave for a moment, before one that matters does: its fibers park,
 * wake each other, are pinned, sleep, wait for monitors, use a thread-local and end, with the calls
 * in and taken out again.
 */
final class Rehearsal {
  private static final int FIBERS = 20;
  private static final int ROUNDS = 3;
  private static final int TURNS = 50;
  private static final long PATIENCE_SECONDS = 10;

  private static final ThreadLocal<Integer> CALLS = ThreadLocal.withInitial(() -> 0);

  private Rehearsal() {}

  /** Gives 0 if all went well; else says on standard error what did not. */
  static int run(Instrumentation jvm) {
    try {
      play(new Deep(jvm));
      return 0;
    } catch (Throwable problem) {
      System.err.println("The rehearsal failed: " + problem);
      return 1;
    }
  }

  private static void play(Deep deep) throws Throwable {
    try (Recording recording = new Recording()) {
      recording.enable("fiberscope.deep.Waits");
      recording.enable("fiberscope.deep.Local");
      recording.start();
      for (int round = 0; round < ROUNDS; round++) {
        deep.weave(true);
        play();
        deep.unweave();
        play();
      }
      recording.stop();
      Path file = Files.createTempFile("fiberscope", ".jfr");
      try {
        recording.dump(file);
        check(file);
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void play() throws InterruptedException {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(FIBERS);
    ReentrantLock lock = new ReentrantLock();
    Object monitor = new Object();
    List<Thread> fibers = new ArrayList<>();
    for (int i = 0; i < FIBERS; i++) {
      fibers.add(
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    for (int turn = 0; turn < TURNS; turn++) {
                      turn(turn, turns, lock, monitor);
                    }
                    ended.countDown();
                  }));
    }
    fibers.forEach(Thread::start);
    while (!ended.await(1, TimeUnit.MILLISECONDS)) {
      fibers.forEach(LockSupport::unpark);
      if (System.nanoTime() > DEADLINE) {
        throw new IllegalStateException("fibers did not end: a wake-up was lost");
      }
    }
    for (Thread fiber : fibers) {
      fiber.join(Duration.ofSeconds(PATIENCE_SECONDS));
    }
    if (turns.get() != FIBERS * TURNS) {
      throw new IllegalStateException(turns + " turns of " + FIBERS * TURNS);
    }
  }

  private static final long DEADLINE =
      System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

  private static void turn(int turn, AtomicInteger turns, ReentrantLock lock, Object monitor) {
    try {
      CALLS.set(CALLS.get() + 1);
      switch (turn % 5) {
        case 0 -> LockSupport.park();
        case 1 -> Thread.sleep(1);
        case 2 -> Thread.yield();
        case 3 -> {
          lock.lock();
          lock.unlock();
        }
        default -> {
          synchronized (monitor) {
            // Pinned before JDK 24.
            LockSupport.parkNanos(1000);
          }
        }
      }
      if (turn == TURNS - 1) {
        turns.addAndGet(CALLS.get());
        CALLS.remove();
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  private static void check(Path file) throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      counts.merge(event.getEventType().getName(), 1, Integer::sum);
    }
    int begun = counts.getOrDefault("fiberscope.deep.Begin", 0);
    int ended = counts.getOrDefault("fiberscope.deep.End", 0);
    int runnable = counts.getOrDefault("fiberscope.deep.Runnable", 0);
    int waits = counts.getOrDefault("fiberscope.deep.Waits", 0);
    int locals = counts.getOrDefault("fiberscope.deep.Local", 0);
    // Some ends are said twice; those under way when the calls come and go are said in part.
    boolean silent = waits < FIBERS || locals < FIBERS * TURNS * ROUNDS;
    if (silent || begun < FIBERS || runnable < FIBERS || ended < begun - FIBERS * ROUNDS) {
      throw new IllegalStateException("events are missing: " + counts);
    }
  }
}
