package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.threads.SchedulerState;
import java.io.IOException;
import java.util.Optional;

/** A JVM that records for us, and the bytes of that as it writes them. */
public sealed interface LiveSource extends AutoCloseable permits LocalSource, RemoteSource {
  /** What is watched, in a few words: name, pid or address, JDK. */
  String told();

  /**
   * Gives the bytes that have come, without waiting for more.
   *
   * @return true if there were any
   * @throws IOException if they cannot be read any more
   */
  boolean read(ByteSink sink) throws IOException;

  /** Why nothing more will come; empty while something may. */
  Optional<String> ended();

  /** Lets the recording go on for another while; without this it ends by itself. */
  void renew() throws AttachException;

  /** What the JDK's scheduler says of itself; empty if the JVM does not tell. */
  Optional<SchedulerState> scheduler();

  /**
   * Every thread of this moment, as {@link ThreadDumps#read} reads it.
   *
   * @throws AttachException if the JVM does not tell, or where it cannot be read
   */
  byte[] threads() throws AttachException;

  /**
   * True if every thread is to be looked at as soon as it records: of fibers that hang already no
   * event will tell.
   */
  default boolean looksFirst() {
    return false;
  }

  /** Stops the recording; what it had not told yet can be read then. */
  void stop();

  /** Lets go of the JVM. */
  @Override
  void close();
}
