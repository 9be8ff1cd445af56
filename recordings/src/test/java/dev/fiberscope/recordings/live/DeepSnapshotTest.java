package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stalls;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners of locks, which no thread dump tells, read by the agent in a JVM that hangs. */
class DeepSnapshotTest {
  private static final String CYCLE =
      """
      import java.util.concurrent.CountDownLatch;
      import java.util.concurrent.FutureTask;
      import java.util.concurrent.locks.Lock;
      import java.util.concurrent.locks.ReentrantLock;

      public class Cycle {
        static void both(CountDownLatch met, Lock first, Lock second) {
          first.lock();
          met.countDown();
          try {
            met.await();
          } catch (InterruptedException e) {
            return;
          }
          second.lock();
        }

        public static void main(String[] args) throws Exception {
          Lock a = new ReentrantLock();
          Lock b = new ReentrantLock();
          CountDownLatch met = new CountDownLatch(2);
          Thread left = Thread.ofVirtual().name("left").start(() -> both(met, a, b));
          Thread right = Thread.ofVirtual().name("right").start(() -> both(met, b, a));
          FutureTask<Boolean> task =
              new FutureTask<>(
                  () -> {
                    left.join();
                    return true;
                  });
          Thread runs = Thread.ofVirtual().name("runs").start(task);
          Thread gets =
              Thread.ofVirtual()
                  .name("gets")
                  .start(
                      () -> {
                        try {
                          task.get();
                        } catch (Exception e) {
                          return;
                        }
                      });
          for (Thread each : new Thread[] {left, right, runs, gets}) {
            while (each.getState() != Thread.State.WAITING) {
              Thread.sleep(1);
            }
          }
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  /** Its carriers compute; one sleeper's time is over, one fiber never ran. */
  private static final String STARVED =
      """
      public class Starved {
        static volatile long computed;

        static void naps() {
          try {
            Thread.sleep(50);
          } catch (InterruptedException over) {
            throw new IllegalStateException(over);
          }
        }

        public static void main(String[] args) throws Exception {
          Thread sleeper = Thread.ofVirtual().name("sleeper").start(Starved::naps);
          while (sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofVirtual().name("computes-" + i).start(() -> {
              while (true) {
                computed++;
              }
            });
          }
          Thread.ofVirtual().name("new").start(() -> {});
          Thread.sleep(200);
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  /** One has the permit, the others wait in the same pool. */
  private static final String POOL =
      """
      import java.util.concurrent.Semaphore;
      import java.util.concurrent.locks.LockSupport;

      public class Pool {
        static final Semaphore PERMITS = new Semaphore(1);

        static void handle() {
          borrow();
          query();
          PERMITS.release();
        }

        static void borrow() {
          PERMITS.acquireUninterruptibly();
        }

        static void query() {
          LockSupport.park();
        }

        public static void main(String[] args) throws Exception {
          Thread has = Thread.ofVirtual().name("has").start(Pool::handle);
          while (has.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          for (int i = 0; i < 3; i++) {
            Thread waits = Thread.ofVirtual().name("waits-" + i).start(Pool::handle);
            while (waits.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
          }
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void whoseSleepIsOverAndWhoNeverRanIsNamed(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Starved", STARVED)) {
      ThreadSnapshot snapshot = ThreadDumps.read(ThreadDumps.deep(target.jvm()));
      Stall stall = Stalls.of(snapshot).getFirst();
      assertThat(stall.sentence())
          .contains("2 fibers could run")
          .contains("sleeper")
          .contains("new");
      assertThat(stall.chain())
          .anySatisfy(line -> assertThat(line.text()).startsWith("new was started and has not run"))
          .anySatisfy(
              line ->
                  assertThat(line.text())
                      .startsWith(
                          feature == 25
                              ? "sleeper slept in Starved.naps for a time that is over"
                              : "sleeper could run in Starved.naps"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void whoHasTheOnlyPermitIsInferredFromStackTraces(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Pool", POOL)) {
      ThreadSnapshot snapshot = ThreadDumps.read(ThreadDumps.deep(target.jvm()));
      assertThat(Stalls.of(snapshot))
          .anySatisfy(
              stall ->
                  assertThat(stall.sentence())
                      .contains("A semaphore has no owner")
                      .contains(
                          "most likely it is has, further on in Pool.handle (inferred): has waits in Pool.query"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void aLockCycleIsProved(int feature) throws Exception {
    try (TargetJvm target = OtherJdks.start(feature, folder, "Cycle", CYCLE)) {
      // The second time its classes are there already.
      ThreadDumps.deep(target.jvm());
      ThreadSnapshot snapshot = ThreadDumps.read(ThreadDumps.deep(target.jvm()));
      List<Stall> stalls = Stalls.of(snapshot);

      assertThat(snapshot.hasStates()).isTrue();
      assertThat(snapshot.scheduler()).isPresent();
      assertThat(stalls.getFirst().kind()).isEqualTo(Stall.Kind.DEADLOCK);
      assertThat(stalls.getFirst().title()).startsWith("Deadlock: ").contains("left \u2192 right");
      assertThat(stalls.getFirst().chain()).noneMatch(Stall.Line::inferred);
      assertThat(stalls)
          .anySatisfy(stall -> assertThat(stall.sentence()).contains("waits for the end of left"))
          .anySatisfy(stall -> assertThat(stall.sentence()).contains("is run by runs"));
    }
  }

  @Test
  void aHardenedJvmRefusesInASentence() throws Exception {
    try (TargetJvm target = TargetJvm.start("sleep", "-XX:-EnableDynamicAgentLoading")) {
      assertThatThrownBy(() -> ThreadDumps.deep(target.jvm()))
          .isInstanceOf(AttachException.class)
          .hasMessageContaining("-XX:-EnableDynamicAgentLoading");
    }
  }
}
