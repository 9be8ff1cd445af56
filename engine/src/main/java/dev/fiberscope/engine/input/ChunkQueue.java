package dev.fiberscope.engine.input;

import dev.fiberscope.engine.event.EngineEvents.ChunkArrival;
import dev.fiberscope.engine.event.EngineEvents.Wake;
import dev.fiberscope.engine.event.FiberText;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Chunks between the thread that delivers them and the fiber that reads them; tells JFR of both.
 * One reader, one deliverer at a time.
 */
final class ChunkQueue {
  private static final byte[] NOTHING = {};

  private final long id = InputIds.recorded();
  private final ArrayDeque<byte[]> arrived = new ArrayDeque<>(2);
  private Fiber waiter;
  private long delivered;
  private boolean ended;
  private IOException failure;

  // The reader's: the chunk it reads, and how much of the input it has consumed.
  private byte[] chunk = NOTHING;
  private int at;
  private long position;

  long id() {
    return id;
  }

  long position() {
    return position;
  }

  void deliver(byte[] next) {
    if (next.length == 0) {
      return;
    }
    Fiber woken;
    ChunkArrival event = new ChunkArrival();
    // It happens before its bytes can be read, however late it is committed.
    event.begin();
    synchronized (this) {
      event.inputOffset = delivered;
      delivered += next.length;
      arrived.addLast(next);
      woken = takeWaiter();
    }
    if (event.isEnabled()) {
      event.input = id;
      event.length = next.length;
      event.bytes = FiberText.of(new String(next, StandardCharsets.ISO_8859_1));
      event.commit();
    }
    wake(woken, "chunk");
  }

  void end() {
    Fiber woken;
    synchronized (this) {
      ended = true;
      woken = takeWaiter();
    }
    wake(woken, "end of input");
  }

  /** Nothing more will arrive, because the source failed. */
  void fail(IOException why) {
    Fiber woken;
    synchronized (this) {
      ended = true;
      failure = why;
      woken = takeWaiter();
    }
    wake(woken, "failed input");
  }

  synchronized boolean isAwaited() {
    return waiter != null;
  }

  private Fiber takeWaiter() {
    Fiber woken = waiter;
    waiter = null;
    return woken;
  }

  private void wake(Fiber woken, String reason) {
    if (woken == null) {
      return;
    }
    Wake event = new Wake();
    if (event.isEnabled()) {
      event.fiber = woken.id();
      event.input = id;
      event.reason = reason;
      event.commit();
    }
    woken.resume();
  }

  int poll() throws IOException {
    if (at < chunk.length) {
      return chunk.length - at;
    }
    synchronized (this) {
      byte[] next = arrived.pollFirst();
      if (next != null) {
        chunk = next;
        at = 0;
        return next.length;
      }
      chunk = NOTHING;
      at = 0;
      if (failure != null) {
        throw failure;
      }
      return ended ? -1 : 0;
    }
  }

  byte[] bytes() {
    return chunk;
  }

  int from() {
    return at;
  }

  void consume(int count) {
    at += count;
    position += count;
  }

  /** Makes the reader the one to wake; false if there is something to poll already. */
  synchronized boolean register(Fiber reader) {
    boolean nothing = arrived.isEmpty() && !ended;
    waiter = nothing ? reader : null;
    return nothing;
  }

  void await(Fiber reader) {
    if (register(reader)) {
      suspend(reader);
    }
  }

  /** Suspends a reader that was registered. */
  void suspend(Fiber reader) {
    try {
      reader.suspend(SuspendReason.BYTES);
    } finally {
      synchronized (this) {
        waiter = null;
      }
    }
  }
}
