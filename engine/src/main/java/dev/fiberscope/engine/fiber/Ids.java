package dev.fiberscope.engine.fiber;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Unique numbers from 1 on. A carrier of ours takes them by the block, so that carriers do not wait
 * for each other at every one.
 */
public enum Ids {
  DECODES,
  /** Of fibers that are no threads. */
  FIBERS;

  private static final int BLOCK = 64;

  private final AtomicLong last = new AtomicLong();

  /** What a carrier has of them. */
  static final class Block {
    private long last;
    private long end;
  }

  /** The next number, from any thread. */
  public long next() {
    if (!(Thread.currentThread() instanceof Carrier carrier)) {
      return last.incrementAndGet();
    }
    Block block = carrier.ids(this);
    if (block.last == block.end) {
      block.last = last.getAndAdd(BLOCK);
      block.end = block.last + BLOCK;
    }
    return ++block.last;
  }
}
