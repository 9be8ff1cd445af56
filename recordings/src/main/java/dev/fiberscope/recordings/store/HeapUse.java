package dev.fiberscope.recordings.store;

/**
 * How full the heap was.
 *
 * @param time ns since the session began
 */
public record HeapUse(long time, long bytes) {}
