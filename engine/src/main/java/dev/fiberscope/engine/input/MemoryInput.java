package dev.fiberscope.engine.input;

import java.util.concurrent.atomic.AtomicLong;

/** An input whose bytes are all there. */
public final class MemoryInput implements Input {
  // Negative, so that no scripted input has the same id.
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.decrementAndGet();
  private final byte[] bytes;
  private int at;

  public MemoryInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public int poll(byte[] into, int from) {
    if (at == bytes.length) {
      return -1;
    }
    int taken = Math.min(bytes.length - at, into.length - from);
    System.arraycopy(bytes, at, into, from, taken);
    at += taken;
    return taken;
  }

  @Override
  public void await() {
    // There is always something to poll.
  }

  @Override
  public void giveBack(byte[] unread) {
    at -= unread.length;
  }
}
