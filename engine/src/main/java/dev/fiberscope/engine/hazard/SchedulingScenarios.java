package dev.fiberscope.engine.hazard;

import static dev.fiberscope.engine.hazard.Scenario.clean;
import static dev.fiberscope.engine.hazard.Scenario.hazard;
import static dev.fiberscope.engine.hazard.Scene.join;
import static dev.fiberscope.engine.hazard.Scene.millis;
import static dev.fiberscope.engine.hazard.Scene.pause;
import static dev.fiberscope.engine.hazard.Scene.spin;
import static dev.fiberscope.engine.hazard.Scene.start;

import dev.fiberscope.engine.workload.NativeUpcall;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Scenarios of carriers that are held. They want two carriers. */
final class SchedulingScenarios {
  static final List<Scenario> ALL =
      List.of(
          hazard("carrier-pinned", SchedulingScenarios::pinnedBelowNative),
          clean("carrier-pinned", SchedulingScenarios::pinnedAlone),
          hazard("carrier-starvation", scene -> hogs(scene, false)),
          clean("carrier-starvation", scene -> hogs(scene, true)),
          hazard("carrier-starvation-pinned", SchedulingScenarios::everyCarrierPinned),
          hazard("long-run", scene -> oneHog(scene, false)),
          clean("long-run", scene -> oneHog(scene, true)),
          hazard("late-timer", SchedulingScenarios::sleepersBehindHogs),
          clean("late-timer", _ -> join(start("sleeper", 50, () -> Thread.sleep(20)))),
          hazard("unbounded-creation", scene -> creation(scene, Integer.MAX_VALUE)),
          clean("unbounded-creation", scene -> creation(scene, 200)),
          hazard("class-initializer", SchedulingScenarios::slowInitializer),
          clean("class-initializer", SchedulingScenarios::initializedBefore),
          hazard("compensation", SchedulingScenarios::fileLock),
          clean("compensation", SchedulingScenarios::briefFiles));

  /** ns of a carrier that busy fibers want every three milliseconds, all together. */
  private static final long NANOS_OF_BUSY = 4_000_000;

  private SchedulingScenarios() {}

  /**
   * Fibers that want more than one carrier and less than two, in short turns, until told. A
   * platform thread wakes them: timers do not fire while carriers are held, and those that only
   * yield, or want more than there is, keep carriers to themselves, because who is new waits in
   * another line.
   */
  private static List<Thread> busy(int count, AtomicInteger over) {
    List<Thread> busy =
        start(
            "busy",
            count,
            () -> {
              while (over.get() == 0) {
                spin(Duration.ofNanos(NANOS_OF_BUSY / count));
                LockSupport.park();
              }
            });
    Thread.ofPlatform()
        .name("ticker")
        .start(
            () -> {
              while (busy.stream().anyMatch(Thread::isAlive)) {
                busy.forEach(LockSupport::unpark);
                pause(millis(3));
              }
            });
    return busy;
  }

  private static void pinnedBelowNative(Scene scene) throws InterruptedException {
    AtomicInteger over = new AtomicInteger();
    List<Thread> busy = busy(30, over);
    pause(millis(50));
    Thread pinned =
        start(
            "pinned",
            () -> {
              scene.truth("carrier-pinned", Thread.currentThread().threadId());
              for (int i = 0; i < 5; i++) {
                NativeUpcall.call(
                    () -> {
                      pause(millis(20));
                      return null;
                    });
                pause(millis(1));
              }
            });
    pinned.join();
    over.set(1);
    join(busy);
  }

  /** The same pins, while nobody wants a carrier; and the same load, without a pin. */
  private static void pinnedAlone(Scene scene) throws InterruptedException {
    start(
            "pinned",
            () -> {
              for (int i = 0; i < 5; i++) {
                NativeUpcall.call(
                    () -> {
                      pause(millis(20));
                      return null;
                    });
              }
            })
        .join();
    AtomicInteger over = new AtomicInteger();
    List<Thread> busy = busy(30, over);
    pause(millis(150));
    over.set(1);
    join(busy);
  }

  private static void hogs(Scene scene, boolean giveWay) throws InterruptedException {
    List<Thread> hogs =
        start(
            "hog",
            2,
            () -> {
              long id = Thread.currentThread().threadId();
              if (!giveWay) {
                scene.truth("carrier-starvation", 0);
                scene.truth("long-run", id);
              }
              for (int i = 0; i < 150; i++) {
                spin(millis(2));
                if (giveWay) {
                  Thread.yield();
                }
              }
            });
    pause(millis(20));
    List<Thread> waiting = start("waiting", 40, () -> spin(millis(1)));
    join(hogs);
    join(waiting);
  }

  /** What the fibers that hold all carriers wait for could be brought by fibers only. */
  private static void everyCarrierPinned(Scene scene) throws InterruptedException {
    CountDownLatch bring = new CountDownLatch(1);
    List<Thread> pinned =
        start(
            "pinned",
            2,
            () -> {
              scene.truth("carrier-starvation", 0);
              // What never ends has no event that says what it was.
              scene.mayShow("carrier-pinned");
              scene.mayShow("long-run");
              NativeUpcall.call(
                  () -> {
                    try {
                      bring.await();
                    } catch (InterruptedException over) {
                      Thread.currentThread().interrupt();
                    }
                    return null;
                  });
            });
    pause(millis(50));
    List<Thread> waiting = start("bringer", 10, bring::countDown);
    // Nobody of this program ever ends it: the recording does.
    pause(millis(600));
    scene.afterwards(
        () -> {
          bring.countDown();
          join(pinned);
          join(waiting);
        });
  }

  private static void oneHog(Scene scene, boolean giveWay) throws InterruptedException {
    AtomicInteger over = new AtomicInteger();
    List<Thread> busy = busy(20, over);
    pause(millis(30));
    start(
            "hog",
            () -> {
              if (!giveWay) {
                scene.truth("long-run", Thread.currentThread().threadId());
              }
              for (int i = 0; i < 100; i++) {
                spin(millis(2));
                if (giveWay) {
                  Thread.yield();
                }
              }
            })
        .join();
    over.set(1);
    join(busy);
  }

  private static void sleepersBehindHogs(Scene scene) throws InterruptedException {
    List<Thread> sleepers =
        start(
            "sleeper",
            10,
            () -> {
              Thread.sleep(40);
              scene.truth("late-timer", Thread.currentThread().threadId());
            });
    pause(millis(10));
    join(
        start(
            "hog",
            2,
            () -> {
              scene.truth("carrier-starvation", 0);
              scene.truth("long-run", Thread.currentThread().threadId());
              spin(millis(300));
            }));
    join(sleepers);
  }

  /** Fibers that end when told, started at a steady pace. */
  private static void creation(Scene scene, int most) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Semaphore room = new Semaphore(most);
    List<Thread> started = new ArrayList<>();
    if (most == Integer.MAX_VALUE) {
      scene.truth("unbounded-creation");
    }
    for (int part = 0; part < 100; part++) {
      for (int i = 0; i < 30 && room.tryAcquire(); i++) {
        started.add(start("request", over::await));
      }
      pause(millis(8));
    }
    scene.afterwards(
        () -> {
          over.countDown();
          join(started);
        });
  }

  /** Initialized slowly. */
  private static final class Slow {
    static final long VALUE = value();

    private static long value() {
      pause(millis(120));
      return System.nanoTime();
    }
  }

  /** Initialized slowly, on a platform thread. */
  private static final class SlowBefore {
    static final long VALUE = value();

    private static long value() {
      pause(millis(120));
      return System.nanoTime();
    }
  }

  private static void slowInitializer(Scene scene) throws InterruptedException {
    AtomicInteger over = new AtomicInteger();
    List<Thread> busy = busy(20, over);
    pause(millis(30));
    Thread first =
        start(
            "first",
            () -> {
              scene.truth("class-initializer", Thread.currentThread().threadId());
              if (Slow.VALUE == 0) {
                throw new IllegalStateException("no time is 0");
              }
            });
    first.join();
    over.set(1);
    join(busy);
  }

  private static void initializedBefore(Scene scene) throws InterruptedException {
    Thread.ofPlatform().start(() -> spin(millis(SlowBefore.VALUE == 0 ? 1 : 0))).join();
    AtomicInteger over = new AtomicInteger();
    List<Thread> busy = busy(20, over);
    pause(millis(30));
    start("first", () -> spin(millis(SlowBefore.VALUE == 0 ? 1 : 0))).join();
    over.set(1);
    join(busy);
  }

  /** Locks of files that another process holds: the JDK starts a carrier in place of each. */
  private static void fileLock(Scene scene) throws Exception {
    Path one = Files.createTempFile("fiberscope", ".lock");
    Path two = Files.createTempFile("fiberscope", ".lock");
    Process other = LockHolderMain.start(millis(400), one, two);
    try {
      other.inputReader().readLine();
      AtomicInteger locked = new AtomicInteger();
      List<Thread> lockers =
          List.of(
              start("locker-1", () -> lock(one, locked)),
              start("locker-2", () -> lock(two, locked)));
      pause(millis(30));
      AtomicInteger over = new AtomicInteger();
      // While both carriers are held, who runs does so on one that was started in their place.
      start(
          "spare",
          () -> {
            if (locked.get() == 0) {
              scene.truth("compensation");
            }
          });
      List<Thread> busy = busy(10, over);
      pause(millis(220));
      over.set(1);
      join(busy);
      join(lockers);
    } finally {
      other.destroy();
      Files.deleteIfExists(one);
      Files.deleteIfExists(two);
    }
  }

  private static void lock(Path file, AtomicInteger locked) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      locked.incrementAndGet();
      lock.release();
    }
  }

  private static void briefFiles(Scene scene) throws Exception {
    Path file = Files.createTempFile("fiberscope", ".bytes");
    try {
      Files.write(file, new byte[1 << 16]);
      AtomicInteger over = new AtomicInteger();
      List<Thread> busy = busy(4, over);
      join(start("reader", 4, () -> Files.readAllBytes(file)));
      pause(millis(100));
      over.set(1);
      join(busy);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
