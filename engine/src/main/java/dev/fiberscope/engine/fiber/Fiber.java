package dev.fiberscope.engine.fiber;

import dev.fiberscope.engine.event.EngineEvents.FiberEnd;
import dev.fiberscope.engine.event.EngineEvents.FiberStart;
import dev.fiberscope.engine.event.FiberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;

/**
 * A flow of control that can give up its carrier in the middle and go on later, and whose state can
 * be told at any moment.
 */
public abstract sealed class Fiber permits ThreadFiber, CarrierFiber {
  static final ScopedValue<ThreadFiber> CURRENT = ScopedValue.newInstance();
  private static final AtomicReferenceFieldUpdater<Fiber, FiberState> STATE =
      AtomicReferenceFieldUpdater.newUpdater(Fiber.class, FiberState.class, "state");

  private final String name;
  private final long parent;
  private volatile FiberState state;
  private volatile SuspendReason reason = SuspendReason.BYTES;
  // Set by whoever resumes the fiber, so that a wake-up that comes before the suspension is kept.
  private volatile boolean woken;
  private volatile String cancelledWhy;
  private volatile Throwable failure;
  private List<Fiber> joiners = List.of();

  Fiber(String name, long parent, FiberState first) {
    this.name = name;
    this.parent = parent;
    this.state = first;
  }

  /**
   * The fiber that runs the caller. A thread that no runtime started is a fiber too, for as long as
   * the caller needs it.
   */
  public static Fiber current() {
    Thread thread = Thread.currentThread();
    if (thread instanceof Carrier carrier && carrier.mounted() != null) {
      return carrier.mounted();
    }
    // A thread of the fiber's own making may have inherited the binding.
    return CURRENT.isBound() && CURRENT.get().isOn(thread) ? CURRENT.get() : ThreadFiber.of(thread);
  }

  /** {@link Thread#threadId()} if the fiber is a thread, a negative number if not. */
  public abstract long id();

  /** Id of the fiber or thread that started this one. */
  public final long parent() {
    return parent;
  }

  public final String name() {
    return name;
  }

  public final FiberState state() {
    return state;
  }

  /** What it waits for if it is {@link FiberState#SUSPENDED}, or waited for last. */
  public final SuspendReason reason() {
    return reason;
  }

  /** What ended a fiber that is {@link FiberState#FAILED}. */
  public final Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Gives up the carrier until {@link #resume} is called. Only the fiber itself may do so. It may
   * return early: look again at what was waited for.
   *
   * @throws FiberCancelled if the fiber was cancelled
   */
  public final void suspend(SuspendReason why) {
    throwIfCancelled();
    sleep(why);
    throwIfCancelled();
  }

  private void sleep(SuspendReason why) {
    if (!woken) {
      reason = why;
      unmount(false);
    }
    woken = false;
  }

  /**
   * Lets others have the carrier and goes on when it is its turn again.
   *
   * @throws FiberCancelled if the fiber was cancelled
   */
  public final void stepAside(SuspendReason why) {
    throwIfCancelled();
    reason = why;
    unmount(true);
    throwIfCancelled();
  }

  /**
   * Leaves the carrier and returns when the fiber runs again.
   *
   * @param inLine true to queue up at once, false to wait until woken
   */
  abstract void unmount(boolean inLine);

  /**
   * Lets the fiber go on, now or, if it is not suspended, when it suspends next. From any thread.
   */
  public final void resume() {
    woken = true;
    if (state == FiberState.SUSPENDED && leaveSuspension()) {
      schedule();
    }
  }

  /** Makes a carrier run the fiber, which is {@link FiberState#RESUMING}. */
  abstract void schedule();

  final boolean isWoken() {
    return woken;
  }

  /** From here on a wake-up is kept for the next suspension. */
  final void forgetWakeUp() {
    // Such a write is dear, and mostly there is nothing to forget.
    if (woken) {
      woken = false;
    }
  }

  /** Tells what it waits for. */
  final void waitsFor(SuspendReason why) {
    if (reason != why) {
      reason = why;
    }
  }

  /** True if somebody asked it to end. */
  public final boolean isCancelled() {
    return cancelledWhy != null;
  }

  final boolean leaveSuspension() {
    return STATE.compareAndSet(this, FiberState.SUSPENDED, FiberState.RESUMING);
  }

  /**
   * Asks the fiber to end. It is resumed with {@link FiberCancelled}; what holds it up until then
   * is a native call or a decoder that has all its bytes.
   *
   * @param why as a clause: {@code it took longer than 50 ms}; may be empty
   */
  public final void cancel(String why) {
    if (cancelledWhy == null) {
      cancelledWhy = why;
    }
    resume();
  }

  /** Ends what a cancelled fiber does, at a place where it could be suspended. */
  public final void throwIfCancelled() {
    String why = cancelledWhy;
    if (why != null) {
      throw new FiberCancelled(why);
    }
  }

  /**
   * Holds the fiber to its carrier until the hold is closed. A virtual thread that waits meanwhile
   * keeps the carrier from others; a fiber of {@link Carriers} never migrates anyway.
   *
   * @throws UnsupportedOperationException if the fiber is a virtual thread and the JVM was started
   *     without the options that {@link Carriers#missing()} names
   */
  public final Hold hold() {
    return new Hold(this);
  }

  /** Forbids the fiber to leave its carrier; calls nest. */
  abstract void pin();

  abstract void unpin();

  /**
   * Takes one step of the table in {@link FiberState}. For the fiber itself, or its carrier right
   * after it left: as long as it is not suspended nobody else takes any.
   */
  final void become(FiberState next) {
    FiberState was = state;
    if (!was.mayBecome(next)) {
      throw new IllegalStateException("fiber " + name + " cannot go from " + was + " to " + next);
    }
    if (next == FiberState.SUSPENDED) {
      // Whether it was woken is read after this write, so the write must not be late.
      state = next;
    } else {
      STATE.lazySet(this, next);
    }
  }

  /** Tells JFR that from here on the fiber could run. */
  final void announce() {
    FiberStart event = new FiberStart();
    if (event.isEnabled()) {
      event.fiber = id();
      event.name = FiberText.of(name);
      event.parent = parent;
      event.commit();
    }
  }

  /** A whole life. */
  final void live(Consumer<Fiber> body) {
    FiberState last = FiberState.FINISHED;
    if (state != FiberState.RUNNING) {
      become(FiberState.RUNNING);
    }
    try {
      body.accept(this);
    } catch (FiberCancelled _) {
      last = FiberState.CANCELLED;
    } catch (RuntimeException | Error problem) {
      failure = problem;
      last = FiberState.FAILED;
    }
    FiberEnd event = new FiberEnd();
    if (event.isEnabled()) {
      event.fiber = id();
      event.outcome = last.name().toLowerCase(Locale.ROOT);
      event.commit();
    }
    end(last);
  }

  private void end(FiberState last) {
    List<Fiber> waiting;
    synchronized (this) {
      become(last);
      waiting = joiners;
    }
    if (!waiting.isEmpty()) {
      waiting.forEach(Fiber::resume);
    }
  }

  /**
   * Waits until the fiber has ended.
   *
   * @throws FiberCancelled if the caller is cancelled or interrupted meanwhile
   */
  public final void join() {
    Fiber self = current();
    if (isLeftFor(self)) {
      try {
        while (!state.ended()) {
          self.suspend(SuspendReason.JOIN);
        }
      } finally {
        forget(self);
      }
    }
  }

  /** Waits until the fiber has ended, even if the caller is cancelled meanwhile. */
  public final void joinShielded() {
    Fiber self = current();
    if (isLeftFor(self)) {
      while (!state.ended()) {
        self.sleep(SuspendReason.JOIN);
      }
      self.restoreInterrupt();
    }
  }

  /** Tells the thread again of an interrupt that had to be cleared to wait on. */
  abstract void restoreInterrupt();

  private synchronized void forget(Fiber waiting) {
    joiners = joiners.stream().filter(joiner -> joiner != waiting).toList();
  }

  /** False if this fiber has ended; else it will resume {@code waiting} when it does. */
  private synchronized boolean isLeftFor(Fiber waiting) {
    if (state.ended()) {
      return false;
    }
    joiners = new ArrayList<>(joiners);
    joiners.add(waiting);
    return true;
  }
}
