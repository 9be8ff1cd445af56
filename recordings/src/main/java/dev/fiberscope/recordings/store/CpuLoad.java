package dev.fiberscope.recordings.store;

/**
 * How busy the processors were up to a time.
 *
 * @param time ns since the session began
 * @param jvm share of all processors that the JVM took, 0 to 1
 * @param machine share that everything took
 */
public record CpuLoad(long time, float jvm, float machine) {}
