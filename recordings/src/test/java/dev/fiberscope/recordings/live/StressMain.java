package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Three hundred fibers of every kind, until standard input ends; then {@code ok}, or what went
 * wrong. Runs as a source file on JDK 21 too.
 */
public final class StressMain {
  private static final int OF_EACH = 50;
  private static final long PATIENCE_MILLIS = 30_000;

  private static final AtomicLong COUNTED = new AtomicLong();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Object MONITOR = new Object();
  private static final SynchronousQueue<Long> QUEUE = new SynchronousQueue<>();
  private static volatile boolean over;
  private static volatile String wrong = "";
  private static long locked;
  private static long guarded;
  private static boolean turn;

  private StressMain() {}

  private interface Round {
    void go() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    List<Thread> fibers = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, OF_EACH, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < OF_EACH; i++) {
        fibers.add(start(StressMain::lock));
        fibers.add(start(StressMain::monitor));
        fibers.add(start(StressMain::nap));
        fibers.add(start(StressMain::shortLife));
        boolean even = i % 2 == 0;
        fibers.add(start(() -> handOver(even)));
        fibers.add(start(() -> waitForTurn(even)));
      }
      Thread.ofVirtual().start(() -> echo(server));
      for (int i = 0; i < OF_EACH / 5; i++) {
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        fibers.add(start(() -> talk(socket)));
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      over = true;
      long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
      for (Thread fiber : fibers) {
        fiber.join(Math.max(1, deadline - System.currentTimeMillis()));
        if (fiber.isAlive()) {
          wrong = fiber.getName() + " did not end: " + List.of(fiber.getStackTrace());
        }
      }
    }
    boolean counts = locked + guarded == COUNTED.get() && locked > 0 && guarded > 0;
    System.out.println(
        !wrong.isEmpty() ? wrong : counts ? "ok" : locked + " + " + guarded + " of " + COUNTED);
    System.exit(0);
  }

  private static Thread start(Round round) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (!over) {
                  round.go();
                }
              } catch (Exception problem) {
                wrong = problem.toString();
              }
            });
  }

  private static void lock() {
    LOCK.lock();
    try {
      locked++;
    } finally {
      LOCK.unlock();
    }
    COUNTED.incrementAndGet();
    Thread.yield();
  }

  private static void monitor() throws InterruptedException {
    synchronized (MONITOR) {
      guarded++;
    }
    COUNTED.incrementAndGet();
    Thread.sleep(0, 200_000);
  }

  private static void nap() throws InterruptedException {
    Thread.sleep(1);
  }

  private static void shortLife() throws InterruptedException {
    Thread.ofVirtual().start(() -> {}).join();
  }

  private static void handOver(boolean gives) throws InterruptedException {
    if (gives) {
      QUEUE.offer(1L, 1, TimeUnit.MILLISECONDS);
    } else {
      QUEUE.poll(1, TimeUnit.MILLISECONDS);
    }
  }

  private static void waitForTurn(boolean even) throws InterruptedException {
    synchronized (StressMain.class) {
      while (turn == even && !over) {
        StressMain.class.wait(5);
      }
      turn = even;
      StressMain.class.notifyAll();
    }
  }

  private static void talk(Socket socket) throws IOException {
    socket.getOutputStream().write(7);
    if (socket.getInputStream().read() != 7) {
      throw new IOException("another byte came back");
    }
  }

  private static void echo(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    InputStream in = socket.getInputStream();
                    for (int read = in.read(); read >= 0; read = in.read()) {
                      socket.getOutputStream().write(read);
                    }
                  } catch (IOException ended) {
                    // It is over.
                  }
                });
      }
    } catch (IOException ended) {
      // It is over.
    }
  }
}
