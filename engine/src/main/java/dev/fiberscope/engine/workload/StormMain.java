package dev.fiberscope.engine.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The main class of a JVM that does nothing but schedule virtual threads, to make large recordings:
 * pairs of fibers hand a turn to each other, yield and sleep. Takes about how many events, a {@code
 * .jfc} file of flight settings at level standard, and the recording to write. Prints lines {@code
 * progress DONE TOTAL}, in events.
 */
public final class StormMain {
  private static final int PAIRS = 32;
  private static final double EVENTS_PER_TURN = 7.1;
  private static final int TURNS_PER_YIELD = 50;
  private static final int TURNS_PER_SLEEP = 500;
  private static final int SLEEP_NANOS = 200_000;

  private StormMain() {}

  public static void main(String[] args) throws IOException, ParseException, InterruptedException {
    long events = Long.parseLong(args[0]);
    long turns = Math.max(1, (long) (events / EVENTS_PER_TURN / PAIRS));
    try (Recording recording = new Recording(Configuration.create(Path.of(args[1])))) {
      recording.start();
      CountDownLatch done = new CountDownLatch(2 * PAIRS);
      AtomicLong progress = new AtomicLong();
      for (int pair = 0; pair < PAIRS; pair++) {
        new Pair(turns, done, progress).start("pair-" + pair);
      }
      done.await();
      recording.stop();
      recording.dump(Path.of(args[2]));
    }
  }

  /** Two fibers of which one has the turn. */
  private static final class Pair {
    private static final int STEPS = 100;

    private final long turns;
    private final CountDownLatch done;
    private final AtomicLong finished;
    private final AtomicLong turn = new AtomicLong();
    private final Thread[] sides = new Thread[2];

    private Pair(long turns, CountDownLatch done, AtomicLong finished) {
      this.turns = turns;
      this.done = done;
      this.finished = finished;
    }

    private void start(String name) {
      for (int side = 0; side < sides.length; side++) {
        int own = side;
        sides[side] =
            Thread.ofVirtual().name(name + (side == 0 ? "-a" : "-b")).unstarted(() -> play(own));
      }
      for (Thread side : sides) {
        side.start();
      }
    }

    private void play(int side) {
      for (long i = side; i < turns; i += 2) {
        while (turn.get() != i) {
          LockSupport.park();
        }
        if (i % TURNS_PER_YIELD == 0) {
          Thread.yield();
        }
        if (i % TURNS_PER_SLEEP == 0) {
          LockSupport.parkNanos(SLEEP_NANOS);
        }
        tell(i);
        turn.set(i + 1);
        LockSupport.unpark(sides[1 - side]);
      }
      done.countDown();
    }

    private void tell(long i) {
      if (i % Math.max(1, turns / STEPS) == 0) {
        long all = finished.incrementAndGet();
        System.out.println("progress " + all + " " + (long) STEPS * PAIRS);
      }
    }
  }
}
