package dev.fiberscope.recordings.truth;

import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.workload.NativeUpcall;
import dev.fiberscope.recordings.truth.TruthEvents.TrueCarrier;
import dev.fiberscope.recordings.truth.TruthEvents.TrueWait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A JVM whose virtual threads do everything that makes them leave or keep a carrier, and say so.
 * Runs until a line arrives; prints one when it has warmed up.
 */
public final class TruthMain {
  private static final int FIBERS = 48;
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final Object[] MONITORS = {new Object(), new Object(), new Object()};
  private static final Object BELL = new Object();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static volatile boolean enough;

  private TruthMain() {}

  private interface Action {
    void run() throws Exception;
  }

  /** Initialized slowly, once each. */
  private static final class Slow {
    static final class A {
      static final long VALUE = pause();
    }

    static final class B {
      static final long VALUE = pause();
    }

    static final class C {
      static final long VALUE = pause();
    }

    private static long pause() {
      LockSupport.parkNanos(3_000_000);
      return System.nanoTime();
    }
  }

  public static void main(String[] args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> echo(server));
      List<Thread> fibers = new ArrayList<>();
      for (int i = 0; i < FIBERS; i++) {
        int number = i;
        fibers.add(Thread.ofVirtual().name("truth-" + i).start(() -> live(number, server)));
      }
      Thread.ofPlatform().daemon().start(TruthMain::ring);
      LockSupport.parkNanos(WARM_UP_NANOS);
      System.out.println("warm");
      System.in.read();
      enough = true;
      for (Thread fiber : fibers) {
        fiber.join();
      }
    }
  }

  private static void ring() {
    while (!enough) {
      LockSupport.parkNanos(3_000_000);
      synchronized (BELL) {
        BELL.notifyAll();
      }
    }
  }

  private static void echo(ServerSocket server) {
    try {
      while (true) {
        Socket peer = server.accept();
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (peer) {
                    for (int next = peer.getInputStream().read();
                        next >= 0;
                        next = peer.getInputStream().read()) {
                      LockSupport.parkNanos(4_000_000);
                      peer.getOutputStream().write(next);
                    }
                  } catch (IOException closed) {
                    // The fiber is done.
                  }
                });
      }
    } catch (IOException closed) {
      // The program is done.
    }
  }

  private static void live(int number, ServerSocket server) {
    SplittableRandom random = new SplittableRandom(number);
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      if (number < 3) {
        tell("pinned", () -> initialize(number));
      }
      while (!enough) {
        work(random.nextInt(20_000, 120_000));
        act(random, socket);
        sayCarrier();
      }
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void initialize(int number) {
    long value =
        switch (number) {
          case 0 -> Slow.A.VALUE;
          case 1 -> Slow.B.VALUE;
          default -> Slow.C.VALUE;
        };
    if (value == 0) {
      throw new IllegalStateException();
    }
  }

  private static void act(SplittableRandom random, Socket socket) throws Exception {
    switch (random.nextInt(12)) {
      case 0, 1 -> tell("SLEEP", () -> Thread.sleep(random.nextInt(1, 6)));
      case 2, 3 -> tell("TIMED_PARK", () -> LockSupport.parkNanos(random.nextInt(5_000_000)));
      case 4 -> tell("YIELD", Thread::yield);
      case 5, 6 -> {
        Object monitor = MONITORS[random.nextInt(MONITORS.length)];
        TrueWait wait = new TrueWait();
        wait.begin();
        synchronized (monitor) {
          commit(wait, "MONITOR");
          work(random.nextInt(2) == 0 ? 1_000_000 : 50_000);
        }
      }
      case 7, 8 -> {
        TrueWait wait = new TrueWait();
        wait.begin();
        LOCK.lock();
        try {
          commit(wait, "PARK");
          work(300_000);
        } finally {
          LOCK.unlock();
        }
      }
      case 9 -> {
        synchronized (BELL) {
          tell("WAIT", () -> BELL.wait(20));
        }
      }
      case 10 -> {
        socket.getOutputStream().write(1);
        tell("IO", () -> socket.getInputStream().read());
      }
      default -> {
        if (random.nextInt(8) == 0) {
          NativeUpcall.call(
              () -> {
                TrueWait wait = new TrueWait();
                wait.begin();
                LockSupport.parkNanos(2_500_000);
                commit(wait, "pinned");
                return null;
              });
        }
      }
    }
  }

  private static void tell(String kind, Action action) throws Exception {
    TrueWait wait = new TrueWait();
    wait.begin();
    action.run();
    commit(wait, kind);
  }

  private static void commit(TrueWait wait, String kind) {
    wait.end();
    wait.kind = kind;
    wait.commit();
  }

  private static void sayCarrier() {
    TrueCarrier event = new TrueCarrier();
    event.carrier = Carriers.currentCarrierThread().threadId();
    event.commit();
  }

  private static void work(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
