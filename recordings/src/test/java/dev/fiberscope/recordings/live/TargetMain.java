package dev.fiberscope.recordings.live;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A JVM to attach to: says {@code ready}, and ends when its input does. Its mode tells what its
 * fibers do: {@code sleep} and go on, or {@code hang} with every carrier held (two of them).
 */
public final class TargetMain {
  private static final ReentrantLock LOCK = new ReentrantLock();

  private TargetMain() {}

  /** Holds a carrier while its class is initialised. */
  private static final class First {
    static {
      LOCK.lock();
    }

    private static void initialise() {}
  }

  /** Holds the other one. */
  private static final class Second {
    static {
      LOCK.lock();
    }

    private static void initialise() {}
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("hang")) {
      hang();
    } else {
      for (int i = 0; i < 20; i++) {
        int millis = 2 + i % 5;
        Thread.ofVirtual().name("sleeper-" + i).start(() -> sleep(millis));
      }
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until nobody needs it any more.
    }
    System.exit(0);
  }

  private static void sleep(int millis) {
    try {
      while (true) {
        Thread.sleep(millis);
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  private static void hang() throws InterruptedException {
    LOCK.lock();
    Thread first = Thread.ofVirtual().name("pinned-0").start(First::initialise);
    Thread second = Thread.ofVirtual().name("pinned-1").start(Second::initialise);
    while (LOCK.getQueueLength() < 2) {
      Thread.onSpinWait();
    }
    Thread.ofVirtual().name("starved").start(() -> {});
    if (!first.isAlive() || !second.isAlive()) {
      throw new IllegalStateException("they do not wait");
    }
  }
}
