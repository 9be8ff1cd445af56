package dev.fiberscope.recordings.analysis;

/**
 * What people read of a rule.
 *
 * @param id such as {@code carrier-pinned}
 * @param title what is wrong where it finds something, in a few words
 * @param remedy what to do then
 */
public record RuleText(String id, Group group, Severity severity, String title, String remedy) {}
