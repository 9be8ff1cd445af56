package dev.fiberscope.engine.hazard;

import dev.fiberscope.engine.event.EngineEvents.ChunkArrival;
import dev.fiberscope.engine.event.EngineEvents.Wake;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.input.Input;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** An input of one chunk, which may forget to wake its reader. */
final class ForgetfulInput implements Input {
  // Far from those of other inputs.
  private static final AtomicLong IDS = new AtomicLong(1L << 40);
  private static final byte[] NOTHING = {};

  private final long id = IDS.incrementAndGet();
  private final boolean forgets;
  private volatile byte[] chunk = NOTHING;
  private volatile Fiber waiter;
  private int at;

  ForgetfulInput(boolean forgets) {
    this.forgets = forgets;
  }

  void deliver(byte[] bytes) {
    ChunkArrival event = new ChunkArrival();
    event.begin();
    chunk = bytes;
    event.input = id;
    event.length = bytes.length;
    event.bytes = new String(bytes, StandardCharsets.ISO_8859_1);
    event.commit();
    if (!forgets) {
      remember();
    }
  }

  /** Wakes the reader, if it waits. */
  void remember() {
    Fiber woken = waiter;
    waiter = null;
    if (woken != null) {
      Wake event = new Wake();
      event.fiber = woken.id();
      event.input = id;
      event.reason = "chunk";
      event.commit();
      woken.resume();
    }
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
  public int poll() {
    return chunk.length - at;
  }

  @Override
  public byte[] bytes() {
    return chunk;
  }

  @Override
  public int from() {
    return at;
  }

  @Override
  public void consume(int count) {
    at += count;
  }

  @Override
  public void await(Fiber reader) {
    waiter = reader;
    if (poll() == 0 || forgets) {
      reader.suspend(SuspendReason.BYTES);
    }
  }
}
