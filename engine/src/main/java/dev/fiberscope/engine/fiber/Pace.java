package dev.fiberscope.engine.fiber;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lets carriers run, holds them before their next slice, or lets one slice through. */
final class Pace {
  private final int carriers;
  private final BooleanSupplier nothingQueued;
  private final Set<Carrier> idle = new HashSet<>();
  private final Set<Carrier> held = new HashSet<>();
  private volatile boolean paused;
  private boolean stepping;
  private boolean oneAllowed;
  private long ended;

  /**
   * @param nothingQueued true if no fiber waits where no carrier has looked
   */
  Pace(int carriers, boolean paused, BooleanSupplier nothingQueued) {
    this.carriers = carriers;
    this.paused = paused;
    this.nothingQueued = nothingQueued;
  }

  /** Returns when the calling carrier may look for a fiber and run a slice of it. */
  void begin(Carrier carrier) {
    if (paused) {
      hold(carrier);
    }
  }

  private synchronized void hold(Carrier carrier) {
    held.add(carrier);
    notifyAll();
    while (paused && !oneAllowed) {
      try {
        wait();
      } catch (InterruptedException _) {
        // A fiber interrupted what it takes for its thread; the carrier has nothing to stop for.
      }
    }
    oneAllowed = false;
    held.remove(carrier);
  }

  /** Tells that a slice is over. */
  void end() {
    if (paused) {
      synchronized (this) {
        ended++;
        notifyAll();
      }
    }
  }

  /** Tells that a carrier found nothing to run. */
  synchronized void idle(Carrier carrier) {
    idle.add(carrier);
    // If it was let through, another one may have more luck.
    oneAllowed = stepping;
    notifyAll();
  }

  synchronized void busy(Carrier carrier) {
    idle.remove(carrier);
  }

  synchronized void pause() {
    paused = true;
    oneAllowed = false;
  }

  synchronized void proceed() {
    paused = false;
    notifyAll();
  }

  /** Lets one slice through; false if there is none to run. */
  synchronized boolean step() {
    // A slice that still runs from before the pause is none of ours.
    while (idle.size() + held.size() < carriers) {
      await();
    }
    long before = ended;
    stepping = true;
    oneAllowed = true;
    notifyAll();
    try {
      while (ended == before && !allIdle()) {
        await();
      }
      return ended != before;
    } finally {
      stepping = false;
      oneAllowed = false;
    }
  }

  /** Waits until no carrier has anything to run. */
  synchronized void awaitIdle() {
    while (!allIdle()) {
      if (paused) {
        throw new IllegalStateException("a paused runtime does not become idle");
      }
      await();
    }
  }

  private boolean allIdle() {
    return idle.size() == carriers && nothingQueued.getAsBoolean();
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException _) {
      throw new FiberCancelled("its thread was interrupted");
    }
  }
}
