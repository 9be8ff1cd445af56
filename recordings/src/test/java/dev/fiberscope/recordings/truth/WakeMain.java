package dev.fiberscope.recordings.truth;

import dev.fiberscope.recordings.truth.TruthEvents.TrueWake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A JVM whose virtual threads wake and start each other, and say whom and when. Takes what they do,
 * how many there are, how many of them have something to do at a time, ns of work in each turn, and
 * ms to go on for; prints {@code warm} before that.
 */
public final class WakeMain {
  private static final long WARM_UP_NANOS = 1_000_000_000L;
  private static final int LIVES = 4;

  private WakeMain() {}

  /** What a fiber does when it has the turn. */
  private interface Turn {
    void take(Player player) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int fibers = Integer.parseInt(args[1]);
    int tokens = Integer.parseInt(args[2]);
    long work = Long.parseLong(args[3]);
    long millis = Long.parseLong(args[4]);
    try (ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
      Table table = new Table(fibers, work, args[0], server);
      table.start(tokens);
      LockSupport.parkNanos(WARM_UP_NANOS);
      System.out.println("warm");
      Thread.sleep(millis);
      System.exit(0);
    }
  }

  private static final class Table {
    private final List<Player> players = new ArrayList<>();
    private final ConcurrentLinkedQueue<Player> outside = new ConcurrentLinkedQueue<>();
    private final Object[] monitors = {new Object(), new Object(), new Object()};
    private final long work;
    private final String what;

    private Table(int fibers, long work, String what, ServerSocket server) throws IOException {
      this.work = work;
      this.what = what;
      int sockets = what.equals("mix") ? Math.min(fibers, 40) : 0;
      if (sockets > 0) {
        Thread.ofPlatform().daemon().start(() -> echo(server));
      }
      for (int i = 0; i < fibers; i++) {
        Socket socket =
            i < sockets ? new Socket(server.getInetAddress(), server.getLocalPort()) : null;
        players.add(new Player(this, i, socket));
      }
    }

    private void start(int tokens) {
      Thread helper = Thread.ofPlatform().daemon().name("outside").unstarted(this::wakeOutside);
      for (Player player : players) {
        tellStart(player.thread);
      }
      helper.start();
      // From inside: what waits outside waits for as long as anybody is in line inside.
      Thread.ofVirtual()
          .start(
              () -> {
                for (int token = 0; token < tokens; token++) {
                  anyFree(new SplittableRandom(token)).give();
                }
              });
    }

    private Player anyFree(SplittableRandom random) {
      while (true) {
        Player player = players.get(random.nextInt(players.size()));
        if (player.isFree()) {
          return player;
        }
      }
    }

    private void wakeOutside() {
      while (true) {
        Player next = outside.poll();
        if (next == null) {
          LockSupport.parkNanos(50_000);
        } else {
          next.give();
        }
      }
    }
  }

  private static void echo(ServerSocket server) {
    try {
      while (true) {
        Socket peer = server.accept();
        Thread.ofPlatform().daemon().start(() -> answer(peer));
      }
    } catch (IOException closed) {
      // The program is done.
    }
  }

  private static void answer(Socket peer) {
    try (peer) {
      for (int next = peer.getInputStream().read();
          next >= 0;
          next = peer.getInputStream().read()) {
        peer.getOutputStream().write(next);
      }
    } catch (IOException closed) {
      // The program is done.
    }
  }

  private static void tellStart(Thread fiber) {
    TrueWake wake = new TrueWake();
    wake.begin();
    fiber.start();
    wake.end();
    wake.target = fiber.threadId();
    wake.kind = "START";
    wake.commit();
  }

  private static final class Player {
    private final Table table;
    private final int number;
    private final Socket socket;
    private final AtomicInteger given = new AtomicInteger();
    private final SplittableRandom random;
    private final Thread thread;

    private Player(Table table, int number, Socket socket) {
      this.table = table;
      this.number = number;
      this.socket = socket;
      random = new SplittableRandom(number);
      thread = Thread.ofVirtual().name("player-" + number).unstarted(this::play);
    }

    /** Takes the turn if nobody has given it one yet. */
    private boolean isFree() {
      return given.compareAndSet(0, 1);
    }

    private void give() {
      TrueWake wake = new TrueWake();
      wake.begin();
      LockSupport.unpark(thread);
      wake.end();
      wake.target = thread.threadId();
      wake.kind = "PARK";
      wake.commit();
    }

    private void play() {
      try {
        while (true) {
          while (given.get() == 0) {
            LockSupport.park();
          }
          work(table.work / 2 + random.nextLong(table.work));
          turn();
          Player next = table.anyFree(random);
          if (table.what.equals("outside")) {
            table.outside.add(next);
          } else {
            next.give();
          }
          given.set(0);
        }
      } catch (Exception broken) {
        throw new IllegalStateException(broken);
      }
    }

    private void turn() throws Exception {
      switch (table.what) {
        case "sleep" -> sleep();
        case "yield" -> Thread.yield();
        case "start" -> lives();
        case "mix" -> {
          switch (random.nextInt(8)) {
            case 0 -> sleep();
            case 1 -> Thread.yield();
            case 2 -> lives();
            case 3 -> monitor();
            case 4 -> waitForBell();
            case 5 -> readSocket();
            default -> {}
          }
        }
        default -> {}
      }
    }

    private void sleep() throws InterruptedException {
      TrueWake wake = new TrueWake();
      wake.begin();
      Thread.sleep(1);
      wake.end();
      wake.target = Thread.currentThread().threadId();
      wake.kind = "SLEEP";
      wake.commit();
    }

    private void lives() throws InterruptedException {
      CountDownLatch done = new CountDownLatch(LIVES);
      for (int i = 0; i < LIVES; i++) {
        tellStart(
            Thread.ofVirtual()
                .unstarted(
                    () -> {
                      work(table.work / 4 + 1);
                      done.countDown();
                    }));
      }
      done.await();
    }

    private void monitor() {
      synchronized (table.monitors[random.nextInt(table.monitors.length)]) {
        work(table.work);
      }
    }

    private void waitForBell() throws InterruptedException {
      Object bell = table.monitors[random.nextInt(table.monitors.length)];
      synchronized (bell) {
        bell.notifyAll();
        bell.wait(2);
      }
    }

    private void readSocket() throws IOException {
      if (socket != null) {
        socket.getOutputStream().write(1);
        socket.getInputStream().read();
      }
    }
  }

  private static void work(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
