package dev.fiberscope.recordings.analysis;

/**
 * A rule that could not be checked.
 *
 * @param sentence what is missing, and what to record
 */
public record Lacking(RuleText rule, String sentence) {}
