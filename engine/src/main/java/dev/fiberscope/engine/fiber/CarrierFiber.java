package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberPinned;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A fiber that is a bare continuation. It keeps the carrier of its first slice: compiled code may
 * remember the current thread across a yield, and locks that a thread owns must be freed by it.
 */
final class CarrierFiber extends Fiber {
  // Negative, so that no thread has the same id.
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.decrementAndGet();
  private final Object continuation;
  private Carrier carrier;
  private boolean inLine;
  private volatile boolean pinned;

  CarrierFiber(String name, long parent, Consumer<Fiber> body) {
    super(name, parent, FiberState.CREATED);
    continuation = Continuations.create(() -> live(body));
  }

  @Override
  public long id() {
    return id;
  }

  /** Runs one slice on the calling carrier. */
  void slice(Carrier on) {
    carrier = on;
    Continuations.run(continuation);
    if (!state().ended()) {
      become(FiberState.SUSPENDED);
      // A wake-up that came while it was still leaving found it running.
      if ((inLine || isWoken()) && leaveSuspension()) {
        inLine = false;
        carrier.enqueue(this);
      }
    }
  }

  @Override
  void unmount(boolean queueUp) {
    inLine = queueUp;
    if (Continuations.yield()) {
      become(FiberState.RUNNING);
    } else if (!queueUp) {
      waitPinned();
    }
  }

  /** Below a native frame it cannot leave, so the carrier waits with it. */
  private void waitPinned() {
    FiberPinned event = new FiberPinned();
    event.begin();
    pinned = true;
    become(FiberState.SUSPENDED);
    if (isWoken()) {
      leaveSuspension();
    }
    while (state() == FiberState.SUSPENDED) {
      LockSupport.park(this);
    }
    pinned = false;
    become(FiberState.RUNNING);
    event.end();
    if (event.shouldCommit()) {
      event.fiber = id;
      event.reason = reason().text();
      event.commit();
    }
  }

  @Override
  void schedule() {
    if (pinned) {
      LockSupport.unpark(carrier);
    } else {
      carrier.enqueue(this);
    }
  }

  @Override
  void pin() {
    // It never migrates.
  }

  @Override
  void unpin() {
    // It never migrates.
  }
}
