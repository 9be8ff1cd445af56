package dev.fiberscope.recordings.store;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Long work is cancelled by interrupting the thread that asked for it. Loops over rows look now and
 * then whether somebody did.
 */
public final class Cancellation {
  private static final int ROWS_BETWEEN_LOOKS = 1 << 14;

  private final Thread asked;
  // Kept: whoever waits for helpers may lose the mark of its interrupt meanwhile.
  private final AtomicBoolean cancelled;
  private int rows;

  /** Of work that the calling thread asked for. */
  public Cancellation() {
    this(Thread.currentThread(), new AtomicBoolean());
  }

  private Cancellation(Thread asked, AtomicBoolean cancelled) {
    this.asked = asked;
    this.cancelled = cancelled;
  }

  /** The same for another thread that takes a part of the work. */
  Cancellation forHelper() {
    return new Cancellation(asked, cancelled);
  }

  /** Counts a row; callable by one thread. */
  public void row() {
    if (++rows == ROWS_BETWEEN_LOOKS) {
      rows = 0;
      look();
    }
  }

  /**
   * @throws CancellationException if the thread that asked for the work was interrupted
   */
  public void look() {
    if (asked.isInterrupted() || cancelled.get()) {
      cancelled.set(true);
      throw new CancellationException();
    }
  }
}
