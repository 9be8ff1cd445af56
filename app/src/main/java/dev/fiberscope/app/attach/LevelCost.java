package dev.fiberscope.app.attach;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.util.List;

/**
 * What a level tells and what it costs the JVM, as measured on two carriers with Temurin 25.0.3:
 * CPU for the same work, as a multiple of that without a recording.
 *
 * @param server a server that does IO and some microseconds of work at a time
 * @param worst fibers that do nothing but park and wake each other
 */
record LevelCost(Level level, String tells, String server, String worst) {
  static final List<LevelCost> ALL =
      List.of(
          new LevelCost(
              Level.LIGHT,
              "starts, ends, pins with stack traces, sleeps, IO",
              "1.02 \u2013 1.07 \u00d7",
              "2 \u2013 3 \u00d7"),
          new LevelCost(
              Level.STANDARD,
              "who ran where, who waited since when, who woke whom",
              "1.0 \u2013 1.05 \u00d7",
              "4 \u2013 5 \u00d7"),
          new LevelCost(
              Level.FULL,
              "also stack traces at every park, and thread-locals",
              "2.4 \u00d7",
              "75 \u00d7"));
}
