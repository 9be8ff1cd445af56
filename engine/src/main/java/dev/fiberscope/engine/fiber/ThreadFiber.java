package dev.fiberscope.engine.fiber;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A fiber that is a thread: a virtual one of its own, or whichever thread waits for bytes. */
final class ThreadFiber extends Fiber {
  private final Thread thread;
  private boolean interrupted;

  private ThreadFiber(Thread adopted) {
    super(adopted.getName(), adopted.threadId(), FiberState.RUNNING);
    thread = adopted;
  }

  private ThreadFiber(String name, long parent, Consumer<Fiber> body) {
    super(name, parent, FiberState.CREATED);
    thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> ScopedValue.where(CURRENT, this).run(() -> live(body)));
  }

  /** The calling thread as a fiber. */
  static ThreadFiber of(Thread caller) {
    return new ThreadFiber(caller);
  }

  static ThreadFiber start(String name, long parent, Consumer<Fiber> body) {
    ThreadFiber fiber = new ThreadFiber(name, parent, body);
    fiber.announce();
    fiber.thread.start();
    return fiber;
  }

  @Override
  public long id() {
    return thread.threadId();
  }

  @Override
  void unmount(boolean inLine) {
    become(FiberState.SUSPENDED);
    if (inLine) {
      leaveSuspension();
      Thread.yield();
    } else {
      if (isWoken()) {
        leaveSuspension();
      }
      while (state() == FiberState.SUSPENDED) {
        LockSupport.park(this);
        // Parking returns at once while the thread is interrupted: it is asked to end.
        if (Thread.currentThread().isInterrupted() && state() == FiberState.SUSPENDED) {
          interrupted = Thread.interrupted();
          cancel("its thread was interrupted");
        }
      }
    }
    become(FiberState.RUNNING);
  }

  boolean isOn(Thread current) {
    return thread == current;
  }

  @Override
  void restoreInterrupt() {
    if (interrupted) {
      thread.interrupt();
    }
  }

  @Override
  void schedule() {
    LockSupport.unpark(thread);
  }

  @Override
  void pin() {
    if (thread.isVirtual()) {
      Continuations.pin();
    }
  }

  @Override
  void unpin() {
    if (thread.isVirtual()) {
      Continuations.unpin();
    }
  }
}
