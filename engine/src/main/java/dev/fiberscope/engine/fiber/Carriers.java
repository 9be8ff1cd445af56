package dev.fiberscope.engine.fiber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Fibers that are bare continuations on carriers of our own: two to three times faster to switch
 * than virtual threads, and with one carrier and a seed the same schedule every time.
 *
 * <p>To code on such a fiber {@link Thread#currentThread()} is the carrier. So what blocks a thread
 * blocks all fibers of the carrier, thread-locals and scoped values are theirs together, and a lock
 * or monitor that is held while the fiber is suspended does not keep them out. A fiber keeps the
 * carrier of its first slice, so it may free what it locked.
 */
public final class Carriers implements FiberRuntime {
  private static final AtomicInteger RUNTIMES = new AtomicInteger();

  /** With so many waiting beside it, a fiber leaves what it starts to whoever is free first. */
  private static final int CROWD = 1_024;

  private final List<Carrier> carriers = new ArrayList<>();
  private final ConcurrentLinkedQueue<CarrierFiber> fresh = new ConcurrentLinkedQueue<>();
  private final Pace pace;
  private volatile boolean closed;

  /** The fiber that alone may run, null if any may. */
  private volatile String wanted;

  private Carriers(int count, Optional<IntUnaryOperator> order) {
    Continuations.missing()
        .ifPresent(
            why -> {
              throw new UnsupportedOperationException("There are no carriers of our own: " + why);
            });
    pace = new Pace(count, order.isPresent(), this::nothingQueued);
    int number = RUNTIMES.incrementAndGet();
    for (int i = 0; i < count; i++) {
      RunQueue queue = new RunQueue(order);
      carriers.add(new Carrier("carrier-" + number + "." + i, this, queue, pace));
    }
    carriers.forEach(Thread::start);
  }

  /**
   * @param count carriers, at least 1
   * @throws UnsupportedOperationException if {@link #missing()} says why
   */
  public static Carriers of(int count) {
    return new Carriers(count, Optional.empty());
  }

  /**
   * One carrier, paused, which always draws the same schedule from the same seed. What is to be
   * part of it must be started before {@link #proceed} or by fibers, and bytes delivered by fibers.
   */
  public static Carriers deterministic(long seed) {
    return deterministic(new SplittableRandom(seed)::nextInt);
  }

  /**
   * One carrier, paused, which runs fibers in an order that somebody chooses.
   *
   * @param order told how many fibers could run, two or more, says which one does: from 0 for who
   *     waits for longest
   */
  public static Carriers deterministic(IntUnaryOperator order) {
    return new Carriers(1, Optional.of(order));
  }

  /** Carriers of our own, or virtual threads and a sentence that says why. */
  public static FiberRuntime orVirtualThreads(int count, Consumer<String> sentence) {
    Optional<String> missing = missing();
    if (missing.isEmpty()) {
      return of(count);
    }
    sentence.accept("Fibers run as virtual threads on the JDK's carriers: " + missing.get() + ".");
    return new VirtualThreads();
  }

  /** Why there can be no carriers of our own in this JVM, as a clause; empty if there can. */
  public static Optional<String> missing() {
    return Continuations.missing();
  }

  /** The platform thread below the caller, whichever runtime it belongs to. */
  public static Thread currentCarrierThread() {
    return Continuations.currentCarrierThread();
  }

  @Override
  public Fiber start(String name, Consumer<Fiber> body) {
    return start(name, null, body);
  }

  @Override
  public Fiber start(String name, Prelude prelude, Consumer<Fiber> body) {
    if (closed) {
      throw new IllegalStateException("these carriers are closed");
    }
    CarrierFiber fiber = new CarrierFiber(name, Fiber.current().id(), prelude, body);
    fiber.announce();
    if (Thread.currentThread() instanceof Carrier here
        && here.belongsTo(this)
        && here.waiting() < CROWD
        && !isOneParked()) {
      here.enqueue(fiber);
    } else {
      fresh.add(fiber);
      wakeOne();
    }
    return fiber;
  }

  private boolean isOneParked() {
    for (Carrier carrier : carriers) {
      if (carrier.isParked()) {
        return true;
      }
    }
    return false;
  }

  private void wakeOne() {
    for (Carrier carrier : carriers) {
      if (carrier.wakeUp()) {
        return;
      }
    }
  }

  /** Queues up to so many fibers that have not run yet on the caller's queue. */
  void giveFresh(RunQueue queue, int most) {
    boolean alone = carriers.size() == 1;
    // Two that start all others must not both be one carrier's.
    int share = isFreshFew() ? 1 : most;
    for (int i = 0; i < share || alone; i++) {
      CarrierFiber fiber = fresh.poll();
      if (fiber == null) {
        return;
      }
      queue.add(fiber);
    }
    if (hasFresh()) {
      wakeOne();
    }
  }

  /** True if there is no more than one for each carrier. */
  private boolean isFreshFew() {
    int count = 0;
    for (CarrierFiber _ : fresh) {
      if (++count > carriers.size()) {
        return false;
      }
    }
    return true;
  }

  boolean hasFresh() {
    return !fresh.isEmpty();
  }

  private boolean nothingQueued() {
    return closed || !hasFresh() && carriers.stream().noneMatch(Carrier::hasMail);
  }

  boolean isClosed() {
    return closed;
  }

  /** Holds every carrier before its next slice. */
  public void pause() {
    pace.pause();
  }

  /** Ends a pause. */
  public void proceed() {
    pace.proceed();
  }

  /**
   * While paused, runs one slice: one fiber goes on until it is suspended or ends.
   *
   * @return false if there was none to run
   */
  public boolean step() {
    return pace.step();
  }

  /**
   * While paused, runs one slice of the fiber of a name.
   *
   * @return false if it cannot run now
   */
  public boolean step(String fiber) {
    wanted = fiber;
    // What is parked with other fibers in its queue looks again, and once more behind the step.
    carriers.forEach(Carrier::wakeUp);
    try {
      return pace.step();
    } finally {
      wanted = null;
      carriers.forEach(Carrier::wakeUp);
    }
  }

  String wanted() {
    return wanted;
  }

  /**
   * Waits until no carrier has anything to run: every fiber has ended or waits.
   *
   * @throws IllegalStateException if the runtime is paused
   */
  public void awaitIdle() {
    pace.awaitIdle();
  }

  @Override
  public void close() {
    closed = true;
    pace.proceed();
    carriers.forEach(Carrier::wakeUp);
  }
}
