package dev.fiberscope.recordings.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassFilesTest {
  private static final ClassFiles CLASSES = ClassFiles.of("target/test-classes", Path.of("."));

  /** What is looked into. The lines are found by what they do, so it may be moved. */
  @SuppressWarnings("unused")
  static final class Subject {
    private static final ThreadLocal<String> NAME = new ThreadLocal<>();
    private static final ThreadLocal<String> OTHER = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();

    String get() {
      return NAME.get();
    }

    void copy() {
      NAME.set(OTHER.get());
    }

    void inside() {
      synchronized (lock) {
        work();
      }
      rest();
    }

    void locked() {
      lock.lock();
      try {
        work();
      } finally {
        lock.unlock();
      }
      rest();
    }

    void work() {
      rest();
    }

    void rest() {
      OTHER.remove();
    }
  }

  /** Frames of a method at every line that there may be. */
  private static IntStream lines() {
    return IntStream.range(1, 200);
  }

  private static Frame frame(String method, int line) {
    return new Frame(Subject.class.getName(), method, line, false);
  }

  @Test
  void theFieldOfAThreadLocalIsToldByTheLineThatUsesIt() {
    assertThat(
            lines()
                .mapToObj(line -> ThreadLocalFields.at(CLASSES, frame("get", line)))
                .flatMap(Optional::stream))
        .containsExactly(Subject.class.getName() + ".NAME");
  }

  @Test
  void aLineThatUsesTwoLeavesAChoice() {
    assertThat(lines().mapToObj(line -> ThreadLocalFields.at(CLASSES, frame("copy", line))))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void callsWithinABlockOrBetweenLockAndUnlockHoldIt() {
    assertThat(held("inside", "work")).containsExactly(LocksHeld.Kind.MONITOR);
    assertThat(held("inside", "rest")).isEmpty();
    assertThat(held("locked", "work")).containsExactly(LocksHeld.Kind.LOCK);
    assertThat(held("locked", "rest")).isEmpty();
    assertThat(held("work", "rest")).isEmpty();
  }

  private static java.util.List<LocksHeld.Kind> held(String method, String called) {
    return lines()
        .mapToObj(line -> LocksHeld.at(CLASSES, frame(method, line), called))
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void classesThatAreNotThereTellNothing() {
    Frame unknown = new Frame("no.such.Type", "method", 1, false);
    assertThat(ThreadLocalFields.at(CLASSES, unknown)).isEmpty();
    assertThat(LocksHeld.at(ClassFiles.NONE, frame("inside", 1), "work")).isEmpty();
    assertThat(LocksHeld.at(ClassFiles.of("\0:nowhere.jar", Path.of(".")), unknown, "x")).isEmpty();
  }
}
