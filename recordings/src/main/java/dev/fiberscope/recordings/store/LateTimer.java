package dev.fiberscope.recordings.store;

/**
 * A sleep or timed wait that was over after its time.
 *
 * @param thread row of the thread that waited
 * @param start ns since the session began; when it was {@code due} and its {@code end} likewise
 */
public record LateTimer(int thread, long start, long due, long end) {}
