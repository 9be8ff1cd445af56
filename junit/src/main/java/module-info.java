/** Runs a test's fibers under many schedules. */
module dev.fiberscope.junit {
  requires transitive dev.fiberscope.engine;
  requires transitive org.junit.jupiter.api;

  exports dev.fiberscope.junit;
}
