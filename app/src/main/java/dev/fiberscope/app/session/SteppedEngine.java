package dev.fiberscope.app.session;

import java.io.IOException;

/** A JVM of our own whose fibers can be held and stepped. Calls may take a while. */
public interface SteppedEngine extends AutoCloseable {
  long pid();

  /** Holds fibers, or lets them go on. */
  void hold(boolean held) throws IOException;

  /** While they are held, resumes one until it is suspended; false if there is none to run. */
  boolean step() throws IOException;

  /** While they are held, gives one fiber its next bytes and resumes it; false if it cannot run. */
  boolean step(String fiber) throws IOException;

  /** Ends the JVM. */
  @Override
  void close();
}
