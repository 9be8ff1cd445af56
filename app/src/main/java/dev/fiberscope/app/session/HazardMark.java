package dev.fiberscope.app.session;

import dev.fiberscope.recordings.analysis.Severity;

/**
 * Where a hazard shows on the timeline.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param thread row of the fiber, or negative
 * @param title what is wrong
 */
public record HazardMark(long from, long to, int thread, Severity severity, String title) {}
