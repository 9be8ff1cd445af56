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
 * An input between the thread that brings chunks and the fiber that reads them; tells JFR of both.
 * One reader, one bringer at a time.
 */
abstract sealed class ChunkedInput implements Input permits ScriptedInput, ChannelInput {
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

  @Override
  public final long id() {
    return id;
  }

  @Override
  public final long position() {
    return position;
  }

  final void arrive(byte[] next) {
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

  final void finish() {
    Fiber woken;
    synchronized (this) {
      ended = true;
      woken = takeWaiter();
    }
    wake(woken, "end of input");
  }

  /** Nothing more will arrive, because the source failed. */
  final void breakOff(IOException why) {
    Fiber woken;
    synchronized (this) {
      ended = true;
      failure = why;
      woken = takeWaiter();
    }
    wake(woken, "failed input");
  }

  final synchronized boolean hasWaiter() {
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

  @Override
  public final int poll() throws IOException {
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

  @Override
  public final byte[] bytes() {
    return chunk;
  }

  @Override
  public final int from() {
    return at;
  }

  @Override
  public final void consume(int count) {
    at += count;
    position += count;
  }

  /** Makes the reader the one to wake; false if there is something to poll already. */
  final synchronized boolean register(Fiber reader) {
    boolean nothing = arrived.isEmpty() && !ended;
    waiter = nothing ? reader : null;
    return nothing;
  }

  @Override
  public final synchronized void forget() {
    waiter = null;
  }

  /** Suspends a reader that was registered. */
  final void suspend(Fiber reader) {
    try {
      reader.suspend(SuspendReason.BYTES);
    } finally {
      forget();
    }
  }
}
