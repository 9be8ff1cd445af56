package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberSlice;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A platform thread that runs fibers, one slice after the other. */
final class Carrier extends Thread {
  /** Others are looked after at least this often, however many fibers of its own it could run. */
  private static final int SLICES_BETWEEN_LOOKS = 64;

  /** Fibers that nobody has run yet are taken in small handfuls, so that others get theirs. */
  private static final int HANDFUL = 16;

  private final Carriers runtime;
  private final RunQueue queue;
  private final Pace pace;
  private final ConcurrentLinkedQueue<CarrierFiber> inbox = new ConcurrentLinkedQueue<>();
  private volatile boolean parked;
  private final Ids.Block decodeIds = new Ids.Block();
  private final Ids.Block fiberIds = new Ids.Block();
  private CarrierFiber mounted;
  private int slices;

  Carrier(String name, Carriers runtime, RunQueue queue, Pace pace) {
    super(name);
    setDaemon(true);
    this.runtime = runtime;
    this.queue = queue;
    this.pace = pace;
  }

  /** The fiber that runs now; for code on this carrier only. */
  CarrierFiber mounted() {
    return mounted;
  }

  /** The numbers that it may give away; for code on this carrier only. */
  Ids.Block ids(Ids kind) {
    return kind == Ids.DECODES ? decodeIds : fiberIds;
  }

  /** Queues a fiber up, from any thread. */
  void enqueue(CarrierFiber fiber) {
    if (Thread.currentThread() == this) {
      queue.add(fiber);
    } else {
      inbox.add(fiber);
      wakeUp();
    }
  }

  /** Ends the carrier's sleep; true if it slept. */
  boolean wakeUp() {
    if (!parked) {
      return false;
    }
    parked = false;
    LockSupport.unpark(this);
    return true;
  }

  boolean isParked() {
    return parked;
  }

  boolean belongsTo(Carriers other) {
    return runtime == other;
  }

  /** True if another thread queued something up that this carrier has not looked at. */
  boolean hasMail() {
    return !inbox.isEmpty();
  }

  /** How many fibers wait here; for code on this carrier only. */
  int waiting() {
    return queue.size();
  }

  @Override
  public void run() {
    while (!runtime.isClosed()) {
      pace.begin(this);
      String wanted = runtime.wanted();
      if (queue.size() == 0 || wanted != null || ++slices % SLICES_BETWEEN_LOOKS == 0) {
        look();
      }
      CarrierFiber next = wanted == null ? queue.poll() : queue.poll(wanted);
      if (next == null) {
        sleep();
      } else {
        slice(next);
        pace.end();
      }
    }
    pace.idle(this);
  }

  private void look() {
    for (CarrierFiber fiber = inbox.poll(); fiber != null; fiber = inbox.poll()) {
      queue.add(fiber);
    }
    runtime.giveFresh(queue, Math.max(1, HANDFUL - queue.size()));
  }

  /** Tells that the fiber that runs here waits and cannot leave. */
  void waitsPinned() {
    pace.end();
    pace.idle(this);
  }

  /** Tells that it waits no longer. */
  void goesOn() {
    pace.busy(this);
  }

  private void sleep() {
    pace.idle(this);
    parked = true;
    // With fibers in its queue it sleeps only while another one alone may run.
    boolean waits = queue.size() == 0 || runtime.wanted() != null;
    if (waits && inbox.isEmpty() && !runtime.hasFresh() && !runtime.isClosed()) {
      // A fiber may have interrupted what it takes for its thread.
      Thread.interrupted();
      LockSupport.park(this);
    }
    parked = false;
    pace.busy(this);
  }

  private void slice(CarrierFiber fiber) {
    FiberSlice event = new FiberSlice();
    event.begin();
    mounted = fiber;
    boolean inLine = fiber.slice(this);
    mounted = null;
    event.end();
    if (event.shouldCommit()) {
      event.fiber = fiber.id();
      event.ended = inLine ? "turn" : fiber.state().ended() ? "end" : "wait";
      event.commit();
    }
  }
}
