package dev.fiberscope.recordings.store;

/**
 * A call that blocked a thread and does not unmount a fiber: a read or write of a file.
 *
 * @param thread row of the thread
 * @param start ns since the session began; {@code end} likewise
 * @param operation such as "reading /tmp/a"
 * @param stackTrace id in the {@link StackTraceTable}
 */
public record BlockingCall(int thread, long start, long end, String operation, int stackTrace) {}
