package dev.fiberscope.recordings.store;

/** Takes spans, those of each track in the order of time. */
@FunctionalInterface
public interface SpanSink {
  /** Adds a span; one that is not longer than nothing is left out. */
  void add(int track, long start, long end, State state, Why why, Evidence evidence, int link);
}
