package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberPinned;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A fiber that is a bare continuation. It keeps the carrier of its first slice: compiled code may
 * remember the current thread across a yield, and locks that a thread owns must be freed by it.
 */
final class CarrierFiber extends Fiber {
  // Negative, so that no thread has the same id.
  private final long id = -Ids.FIBERS.next();
  private final Consumer<Fiber> body;

  /** Null once the fiber has a stack of its own. */
  private Prelude prelude;

  /** Made when the fiber needs its stack. */
  private Object continuation;

  private Carrier carrier;
  private boolean inLine;
  private volatile boolean pinned;

  /**
   * @param prelude null if it needs its stack at once
   */
  CarrierFiber(String name, long parent, Prelude prelude, Consumer<Fiber> body) {
    super(name, parent, FiberState.CREATED);
    this.prelude = prelude;
    this.body = body;
  }

  @Override
  public long id() {
    return id;
  }

  /**
   * Runs one slice on the calling carrier.
   *
   * @return true if the fiber stepped aside and is in line again
   */
  boolean slice(Carrier on) {
    carrier = on;
    if (prelude == null || isReady()) {
      if (continuation == null) {
        continuation = Continuations.create(() -> live(body));
      }
      Continuations.run(continuation);
    }
    if (state().ended()) {
      return false;
    }
    boolean steppedAside = inLine;
    inLine = false;
    become(FiberState.SUSPENDED);
    // A wake-up that came while it was still leaving found it running.
    if ((steppedAside || isWoken()) && leaveSuspension()) {
      carrier.enqueue(this);
    }
    return steppedAside;
  }

  /** Runs the prelude; false if the fiber waits. */
  private boolean isReady() {
    become(FiberState.RUNNING);
    forgetWakeUp();
    boolean ready;
    try {
      ready = isCancelled() || prelude.isReady(this);
    } catch (RuntimeException | Error broken) {
      // It meets the same again where it can be told.
      ready = true;
    }
    if (ready) {
      prelude = null;
    } else {
      waitsFor(SuspendReason.BYTES);
    }
    return ready;
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
    if (isWoken() && leaveSuspension()) {
      pinned = false;
    }
    carrier.waitsPinned();
    while (pinned) {
      // To the fiber the carrier is the current thread, so somebody may have interrupted it.
      Thread.interrupted();
      LockSupport.park(this);
    }
    carrier.goesOn();
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
      // Whoever takes it out of its suspension ends the wait, so that it is not queued up as well.
      pinned = false;
      LockSupport.unpark(carrier);
    } else {
      carrier.enqueue(this);
    }
  }

  @Override
  void restoreInterrupt() {
    // It waits without a thread.
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
