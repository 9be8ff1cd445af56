package dev.fiberscope.engine.input;

import dev.fiberscope.engine.event.EngineEvents.ChunkArrival;
import dev.fiberscope.engine.event.EngineEvents.Wake;
import dev.fiberscope.engine.event.FiberText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An input whose chunks somebody delivers, such as a {@link ScriptPlayer} on another fiber. One
 * reader, one deliverer.
 */
public final class ScriptedInput implements Input {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
  private Thread waiter;
  private long delivered;
  private long position;
  private boolean ended;

  @Override
  public long id() {
    return id;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  /** A chunk arrives; a reader that waits is woken by the caller's thread. */
  public void deliver(byte[] chunk) {
    Thread woken;
    ChunkArrival event = new ChunkArrival();
    // It happens before its bytes can be read, however late it is committed.
    event.begin();
    synchronized (this) {
      event.inputOffset = delivered;
      delivered += chunk.length;
      arrived.addLast(chunk);
      woken = takeWaiter();
    }
    if (event.isEnabled()) {
      event.input = id;
      event.length = chunk.length;
      event.bytes = FiberText.of(new String(chunk, StandardCharsets.ISO_8859_1));
      event.commit();
    }
    wake(woken, "chunk");
  }

  /** True while a reader waits for a chunk. */
  public synchronized boolean isAwaited() {
    return waiter != null;
  }

  /** Nothing more will arrive. */
  public void end() {
    Thread woken;
    synchronized (this) {
      ended = true;
      woken = takeWaiter();
    }
    wake(woken, "end of input");
  }

  private Thread takeWaiter() {
    Thread woken = waiter;
    waiter = null;
    return woken;
  }

  private void wake(Thread woken, String reason) {
    if (woken == null) {
      return;
    }
    Wake event = new Wake();
    if (event.isEnabled()) {
      event.fiber = woken.threadId();
      event.input = id;
      event.reason = reason;
      event.commit();
    }
    LockSupport.unpark(woken);
  }

  @Override
  public synchronized int poll(byte[] into, int from) {
    byte[] chunk = arrived.pollFirst();
    if (chunk == null) {
      return ended ? -1 : 0;
    }
    int taken = Math.min(chunk.length, into.length - from);
    System.arraycopy(chunk, 0, into, from, taken);
    if (taken < chunk.length) {
      byte[] rest = new byte[chunk.length - taken];
      System.arraycopy(chunk, taken, rest, 0, rest.length);
      arrived.addFirst(rest);
    }
    position += taken;
    return taken;
  }

  @Override
  public void await() throws InterruptedException {
    while (true) {
      synchronized (this) {
        if (!arrived.isEmpty() || ended) {
          waiter = null;
          return;
        }
        waiter = Thread.currentThread();
      }
      if (Thread.interrupted()) {
        forgetWaiter();
        throw new InterruptedException();
      }
      LockSupport.park(this);
    }
  }

  private synchronized void forgetWaiter() {
    waiter = null;
  }

  @Override
  public synchronized void giveBack(byte[] bytes) {
    if (bytes.length > 0) {
      arrived.addFirst(bytes);
      position -= bytes.length;
    }
  }
}
