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

  @TempDir Path folder;

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
