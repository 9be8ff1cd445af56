package dev.fiberscope.engine.hazard;

import static dev.fiberscope.engine.hazard.Scenario.clean;
import static dev.fiberscope.engine.hazard.Scenario.hazard;
import static dev.fiberscope.engine.hazard.Scene.join;
import static dev.fiberscope.engine.hazard.Scene.millis;
import static dev.fiberscope.engine.hazard.Scene.pause;
import static dev.fiberscope.engine.hazard.Scene.spin;
import static dev.fiberscope.engine.hazard.Scene.start;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.input.ScriptedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Scenarios of what fibers have and others wait for. */
final class LockScenarios {
  static final List<Scenario> ALL =
      List.of(
          hazard("lock-across-suspend", scene -> monitor(scene, true)),
          clean("lock-across-suspend", scene -> monitor(scene, false)),
          hazard("lock-across-suspend-lock", scene -> lock(scene, true)),
          clean("lock-across-suspend-lock", scene -> lock(scene, false)),
          hazard("pool-exhausted", scene -> semaphore(scene, 2, 40)),
          clean("pool-exhausted", scene -> semaphore(scene, 30, 40)),
          hazard("pool-exhausted-queue", LockScenarios::connections),
          clean("pool-exhausted-queue", LockScenarios::consumers),
          hazard("lock-convoy", scene -> convoy(scene, 1)),
          clean("lock-convoy", scene -> convoy(scene, 20)),
          hazard("lock-convoy-monitor", scene -> monitorConvoy(scene, 1)),
          clean("lock-convoy-monitor", scene -> monitorConvoy(scene, 20)),
          clean("lock-cycle", scene -> cycle(scene, false)),
          // The last of all: what it leaves behind stays for ever.
          hazard("lock-cycle", scene -> cycle(scene, true)));

  private LockScenarios() {}

  /** What a decode fills, one at a time. */
  private static final class Cache {
    private final DecodeEngine engine = new DecodeEngine(EngineConfig.standard());
    private final Lock lock = new ReentrantLock();
    private int filled;

    synchronized void fillInside(ScriptedInput input) {
      engine.decode(Messages.NOTE, input);
      filled++;
    }

    void fillOutside(ScriptedInput input) {
      engine.decode(Messages.NOTE, input);
      count();
    }

    synchronized void count() {
      filled++;
    }

    void fillLocked(ScriptedInput input) {
      lock.lock();
      try {
        engine.decode(Messages.NOTE, input);
        filled++;
      } finally {
        lock.unlock();
      }
    }

    void fillThenLock(ScriptedInput input) {
      engine.decode(Messages.NOTE, input);
      countLocked();
    }

    void countLocked() {
      lock.lock();
      try {
        filled++;
      } finally {
        lock.unlock();
      }
    }
  }

  private static void monitor(Scene scene, boolean held) throws InterruptedException {
    Cache cache = new Cache();
    ScriptedInput input = new ScriptedInput();
    Thread filler =
        start(
            "filler",
            () -> {
              if (held) {
                scene.truth("lock-across-suspend", Thread.currentThread().threadId());
                cache.fillInside(input);
              } else {
                cache.fillOutside(input);
              }
            });
    finish(input, filler, start("reader", 6, cache::count));
  }

  private static void lock(Scene scene, boolean held) throws InterruptedException {
    Cache cache = new Cache();
    ScriptedInput input = new ScriptedInput();
    Thread filler =
        start(
            "filler",
            () -> {
              if (held) {
                scene.truth("lock-across-suspend", Thread.currentThread().threadId());
                cache.fillLocked(input);
              } else {
                cache.fillThenLock(input);
              }
            });
    pause(millis(20));
    finish(input, filler, start("reader", 6, cache::countLocked));
  }

  private static void finish(ScriptedInput input, Thread filler, List<Thread> readers)
      throws InterruptedException {
    byte[] message = Messages.note("held");
    pause(millis(60));
    input.deliver(message);
    input.end();
    filler.join();
    join(readers);
  }

  private static void semaphore(Scene scene, int permits, int fibers) throws InterruptedException {
    Semaphore pool = new Semaphore(permits);
    if (permits < 10) {
      scene.truth("pool-exhausted");
    }
    join(
        start(
            "request",
            fibers,
            () -> {
              for (int i = 0; i < 2; i++) {
                pool.acquire();
                try {
                  pause(millis(10));
                } finally {
                  pool.release();
                }
                pause(millis(5));
              }
            }));
  }

  /** A pool of three connections, which fibers take and give back. */
  private static void connections(Scene scene) throws InterruptedException {
    BlockingQueue<Integer> pool = new ArrayBlockingQueue<>(3);
    pool.addAll(List.of(1, 2, 3));
    scene.truth("pool-exhausted");
    join(
        start(
            "query",
            40,
            () -> {
              for (int i = 0; i < 2; i++) {
                Integer connection = pool.take();
                pause(millis(12));
                pool.put(connection);
              }
            }));
  }

  /** As many fibers wait at a queue, but for work: that is what they are there for. */
  private static void consumers(Scene scene) throws InterruptedException {
    BlockingQueue<Integer> work = new ArrayBlockingQueue<>(100);
    List<Thread> consumers =
        start(
            "consumer",
            40,
            () -> {
              while (work.take() > 0) {
                pause(millis(1));
              }
            });
    start(
            "producer",
            () -> {
              for (int i = 0; i < 40; i++) {
                work.put(1);
                pause(millis(10));
              }
            })
        .join();
    for (int i = 0; i < 40; i++) {
      work.put(0);
    }
    join(consumers);
  }

  private static void convoy(Scene scene, int locks) throws InterruptedException {
    List<ReentrantLock> all = new ArrayList<>();
    for (int i = 0; i < locks; i++) {
      all.add(new ReentrantLock());
    }
    if (locks == 1) {
      scene.truth("lock-convoy");
    }
    List<Thread> fibers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ReentrantLock lock = all.get(i % locks);
      fibers.add(start("appender-" + i, () -> append(lock)));
    }
    join(fibers);
  }

  private static void append(Lock lock) {
    for (int i = 0; i < 8; i++) {
      lock.lock();
      try {
        pause(millis(3));
      } finally {
        lock.unlock();
      }
    }
  }

  private static void monitorConvoy(Scene scene, int monitors) throws InterruptedException {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < monitors; i++) {
      all.add(new Object());
    }
    if (monitors == 1) {
      scene.truth("lock-convoy");
    }
    List<Thread> fibers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Object monitor = all.get(i % monitors);
      fibers.add(
          start(
              "appender-" + i,
              () -> {
                for (int j = 0; j < 8; j++) {
                  synchronized (monitor) {
                    pause(millis(3));
                  }
                }
              }));
    }
    join(fibers);
  }

  private static void cycle(Scene scene, boolean crossed) throws Exception {
    Object one = new Object();
    Object other = new Object();
    CyclicBarrier both = new CyclicBarrier(crossed ? 2 : 1);
    Thread first = start("one-other", () -> take(one, other, both));
    Thread second =
        start("other-one", () -> take(crossed ? other : one, crossed ? one : other, both));
    if (crossed) {
      scene.truth("lock-cycle", first.threadId());
      scene.truth("lock-cycle", second.threadId());
      pause(millis(150));
    } else {
      pause(millis(10));
    }
    ThreadDump.beside(scene.recording());
    if (!crossed) {
      first.join();
      second.join();
    }
  }

  private static void take(Object outer, Object inner, CyclicBarrier both) throws Exception {
    synchronized (outer) {
      both.await();
      synchronized (inner) {
        spin(millis(1));
      }
    }
  }
}
