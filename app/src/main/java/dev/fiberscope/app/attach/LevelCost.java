package dev.fiberscope.app.attach;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.util.List;

/**
 * What a level tells and what it costs the JVM while it is attached to, as measured on two carriers
 * of a machine with two processors that Fiberscope shares, with Temurin 25.0.3: CPU for the same
 * work, as a multiple of that without a recording.
 *
 * @param server from fibers that work for 20 µs at a time to a server that does nothing but socket
 *     IO
 * @param worst fibers that do nothing but park and wake each other
 */
record LevelCost(Level level, String tells, String server, String worst) {
  static final List<LevelCost> ALL =
      List.of(
          new LevelCost(
              Level.LIGHT,
              "starts, ends, pins with stack traces, sleeps, IO",
              "1.0 \u2013 1.3 \u00d7",
              "1.1 \u2013 1.8 \u00d7"),
          new LevelCost(
              Level.STANDARD,
              "who ran where, who waited since when, who woke whom",
              "1.1 \u2013 1.3 \u00d7",
              "3 \u2013 4 \u00d7"),
          new LevelCost(
              Level.FULL,
              "also stack traces at every park, and thread-locals",
              "2 \u2013 4 \u00d7",
              "60 \u00d7"),
          new LevelCost(
              Level.DEEP,
              "what standard does, exactly, on JDK 21 and later: loads an agent",
              "1.0 \u2013 1.2 \u00d7",
              "2 \u2013 3 \u00d7"),
          new LevelCost(
              Level.DEEPEST,
              "also stack traces at every wait and wake-up, and thread-locals",
              "1.1 \u2013 2.6 \u00d7",
              "16 \u2013 19 \u00d7"));
}
