/**
 * What goes into the image besides what the program itself requires.
 *
 * <p>It has no code: its requirements are the list.
 */
module dev.fiberscope.installer {
  requires dev.fiberscope.app;
  // The management port of a JVM is looked up by name; the engine that is stepped has an agent.
  requires jdk.management.agent;
  requires jdk.naming.rmi;
}
