package dev.fiberscope.engine.wire;

/** Shows a reader bytes that have arrived. */
@FunctionalInterface
public interface Refill {
  /**
   * Waits until at least one byte has arrived and calls {@link WireReader#show}. What was shown
   * before has been read.
   *
   * @param wanted bytes the reader cannot go on without, at least 1; more may be shown
   * @return false at the end of the input
   */
  boolean refill(WireReader reader, int wanted);
}
