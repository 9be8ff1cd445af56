package dev.fiberscope.recordings.threads;

import java.util.List;
import java.util.Optional;

/**
 * Something that does not get on, in sentences that name fibers, locks and methods.
 *
 * @param title in a few words
 * @param sentence what is so, and what is not known of it
 * @param chain who waits for whom, a line each
 */
public record Stall(Kind kind, String title, String sentence, List<Line> chain) {
  /** What it is, the worst first. */
  public enum Kind {
    /** Threads wait for each other. */
    DEADLOCK,
    /** All carriers are held by fibers that wait, so others that could run cannot. */
    STARVED,
    /** All carriers are held by fibers that run. */
    BUSY,
    /** Some wait for what another one has. */
    WAITING
  }

  /**
   * A line of a chain.
   *
   * @param thread number of the thread that it is about; empty if of none
   * @param inferred true if it is most likely, not told
   */
  public record Line(String text, Optional<Long> thread, boolean inferred) {}

  /** True if it will not end by itself, as far as the snapshot tells. */
  public boolean isHang() {
    return kind == Kind.DEADLOCK || kind == Kind.STARVED;
  }
}
