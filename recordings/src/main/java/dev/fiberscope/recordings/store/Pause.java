package dev.fiberscope.recordings.store;

/**
 * A stretch in which no thread of the JVM ran, because of its garbage collector.
 *
 * @param start ns since the session began; {@code end} likewise
 */
public record Pause(long start, long end) {}
