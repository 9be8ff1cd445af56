package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.input.Input;

/**
 * An input of one message in chunks, for benchmarks: it allocates nothing and tells JFR nothing.
 */
final class ChunkedPayload implements Input {
  /** When a chunk can be read. */
  enum Arrival {
    /** At once. */
    READY,
    /** After a true suspension, from which the reader is woken at once. */
    SUSPENDING,
    /** The first half at once, the rest when {@link #release} is called. */
    HALF
  }

  private final byte[] message;
  private final int chunk;
  private final Arrival arrival;
  private final Runnable onWait;
  private volatile Fiber waiter;
  private volatile boolean released;
  private boolean due;
  private int at;

  /**
   * @param onWait told when the reader is about to wait for the second half
   */
  ChunkedPayload(byte[] message, int chunk, Arrival arrival, Runnable onWait) {
    this.message = message;
    this.chunk = chunk;
    this.arrival = arrival;
    this.onWait = onWait;
    this.due = arrival != Arrival.SUSPENDING;
  }

  @Override
  public long id() {
    return 0;
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public int poll() {
    if (at == message.length) {
      return -1;
    }
    boolean there =
        switch (arrival) {
          case READY -> true;
          case SUSPENDING -> due;
          case HALF -> at < message.length / 2 || released;
        };
    return there ? Math.min(chunk, message.length - at) : 0;
  }

  @Override
  public byte[] bytes() {
    return message;
  }

  @Override
  public int from() {
    return at;
  }

  @Override
  public void consume(int count) {
    at += count;
    due = due && count == 0;
  }

  @Override
  public void await(Fiber reader) {
    if (arrival == Arrival.SUSPENDING) {
      reader.stepAside(SuspendReason.BYTES);
      due = true;
      return;
    }
    waiter = reader;
    onWait.run();
    while (!released) {
      reader.suspend(SuspendReason.BYTES);
    }
  }

  @Override
  public boolean arrange(Fiber reader) {
    if (arrival == Arrival.SUSPENDING) {
      due = true;
      reader.resume();
      return true;
    }
    waiter = reader;
    onWait.run();
    if (released) {
      reader.resume();
    }
    return true;
  }

  /** Lets the second half arrive. */
  void release() {
    released = true;
    Fiber reader = waiter;
    if (reader != null) {
      reader.resume();
    }
  }
}
