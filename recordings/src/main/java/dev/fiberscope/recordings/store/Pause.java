package dev.fiberscope.recordings.store;

/**
 * A stretch in which the JVM kept its threads from running.
 *
 * @param start ns since the session began; {@code end} likewise
 * @param operation what it did meanwhile, as the JVM calls it; empty for its garbage collector
 */
public record Pause(long start, long end, Cause cause, String operation) {
  /** Why, the plainest first. */
  public enum Cause {
    /** A garbage collection. */
    COLLECTION,
    /** Something else that the JVM does while all threads stand. */
    OPERATION,
    /** It waited for the last thread to stand: those that did already did not run. */
    STOPPING
  }

  public long duration() {
    return end - start;
  }
}
