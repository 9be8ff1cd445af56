package dev.fiberscope.recordings.events;

/**
 * One event as a table shows it.
 *
 * @param start ns since the recording began
 * @param nanos how long it lasted, 0 for an instant
 * @param type such as {@code jdk.ThreadSleep}
 * @param threadId as {@link Thread#threadId()}, {@link EventFilter#ANY_THREAD} if it has no thread
 * @param thread the thread's name, may be empty
 * @param fields all other fields, as {@code name=value; name=value}
 */
public record EventRow(
    long start, long nanos, String type, long threadId, String thread, String fields) {}
