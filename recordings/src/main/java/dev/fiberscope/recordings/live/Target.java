package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings.Level;

/** A JVM that can be watched. */
public sealed interface Target permits LocalJvm, RemoteJvm {
  /** What to call it, in a word or two. */
  String name();

  /** Pid or address. */
  String place();

  /**
   * Lets it record.
   *
   * @throws AttachException if it cannot, or must not
   */
  LiveSource record(Level level) throws AttachException;
}
