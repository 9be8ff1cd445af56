/** Turns JFR recordings into sessions. */
module dev.fiberscope.recordings {
  requires com.carrotsearch.hppc;
  requires java.management;
  requires jdk.jfr;
  requires jdk.management;

  exports dev.fiberscope.recordings;
  exports dev.fiberscope.recordings.bench;
  exports dev.fiberscope.recordings.events;
  exports dev.fiberscope.recordings.export;
  exports dev.fiberscope.recordings.index;
  exports dev.fiberscope.recordings.source;
  exports dev.fiberscope.recordings.store;
}
