package dev.fiberscope.engine.stack;

import dev.fiberscope.engine.event.EngineEvents.StackAcquire;
import dev.fiberscope.engine.event.EngineEvents.StackRelease;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out decode stacks and takes them back, cleared. One pool is shared by all carriers; at most
 * {@code idleCap} stacks are kept idle, further ones are dropped.
 */
public final class StackPool {
  private final ConcurrentLinkedDeque<DecodeStack> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final AtomicInteger live = new AtomicInteger();
  private final AtomicLong made = new AtomicLong();
  private final int frameCapacity;
  private final int idleCap;

  /**
   * @param frameCapacity frames a stack holds before its guard stops the next one
   * @param idleCap most stacks kept for reuse
   */
  public StackPool(int frameCapacity, int idleCap) {
    this.frameCapacity = frameCapacity;
    this.idleCap = idleCap;
  }

  /** Takes an idle stack, or makes one. The caller gives it back with {@link #release}. */
  public DecodeStack acquire(long decode) {
    DecodeStack stack = idle.pollFirst();
    boolean hit = stack != null;
    if (hit) {
      idleCount.decrementAndGet();
    } else {
      stack = new DecodeStack(made.incrementAndGet(), frameCapacity);
    }
    int liveNow = live.incrementAndGet();
    StackAcquire event = new StackAcquire();
    if (event.isEnabled()) {
      event.stack = stack.id();
      event.decode = decode;
      event.hit = hit;
      event.live = liveNow;
      event.idle = idleCount.get();
      event.commit();
    }
    return stack;
  }

  /** Clears the stack and keeps it for the next decode, or drops it if enough are idle. */
  public void release(DecodeStack stack, long decode) {
    stack.clear();
    int liveNow = live.decrementAndGet();
    if (idleCount.incrementAndGet() <= idleCap) {
      idle.addFirst(stack);
    } else {
      idleCount.decrementAndGet();
    }
    StackRelease event = new StackRelease();
    if (event.isEnabled()) {
      event.stack = stack.id();
      event.decode = decode;
      event.frameCapacity = stack.frameCapacity();
      event.highWaterFrames = stack.highWaterFrames();
      event.highWaterBytes = stack.highWaterBytes();
      event.live = liveNow;
      event.idle = idleCount.get();
      event.commit();
    }
  }

  /** Stacks that decodes hold now. */
  public int live() {
    return live.get();
  }

  /** Stacks waiting for a decode. */
  public int idle() {
    return idleCount.get();
  }
}
