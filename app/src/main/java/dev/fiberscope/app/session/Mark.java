package dev.fiberscope.app.session;

/**
 * A moment that somebody has marked.
 *
 * @param time ns since the session began
 * @param note what they wrote about it, may be empty
 * @param kept true if it is there again when the recording is opened the next time
 */
public record Mark(long time, String note, boolean kept) {}
