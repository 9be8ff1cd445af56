package dev.fiberscope.engine.stack;

/** Who shares idle decode stacks. */
public enum PoolPolicy {
  /** All carriers take from one pool and give back to it. */
  SHARED,
  /**
   * Each carrier has a pool, as bincode-next's threads do: a stack is taken where its decode begins
   * and given back where it ends, so a decode that migrates empties one pool and fills another.
   */
  PER_CARRIER
}
