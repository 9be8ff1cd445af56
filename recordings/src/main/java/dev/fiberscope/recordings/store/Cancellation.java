package dev.fiberscope.recordings.store;

import java.util.concurrent.CancellationException;

/**
 * Long work is cancelled by interrupting the thread that asked for it. Loops over rows look now and
 * then whether somebody did.
 */
public final class Cancellation {
  private static final int ROWS_BETWEEN_LOOKS = 1 << 16;

  private final Thread asked = Thread.currentThread();
  private int rows;

  /** Counts a row; callable by one thread. */
  public void row() {
    if (++rows == ROWS_BETWEEN_LOOKS) {
      rows = 0;
      look();
    }
  }

  /**
   * @throws CancellationException if the thread that made this was interrupted
   */
  public void look() {
    if (asked.isInterrupted()) {
      throw new CancellationException();
    }
  }
}
