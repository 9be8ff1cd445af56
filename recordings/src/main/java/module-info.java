/** Turns JFR recordings into sessions. */
module dev.fiberscope.recordings {
  requires com.carrotsearch.hppc;
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires java.management;
  requires java.management.rmi;
  requires java.rmi;
  requires jdk.attach;
  requires jdk.jfr;
  requires jdk.management;
  requires jdk.management.jfr;
  requires org.apache.commons.compress;

  uses dev.fiberscope.recordings.assist.ToolServer;
  uses dev.fiberscope.recordings.sql.SqlEngine;

  exports dev.fiberscope.recordings;
  exports dev.fiberscope.recordings.analysis;
  exports dev.fiberscope.recordings.assist;
  exports dev.fiberscope.recordings.bench;
  exports dev.fiberscope.recordings.code;
  exports dev.fiberscope.recordings.compare;
  exports dev.fiberscope.recordings.events;
  exports dev.fiberscope.recordings.export;
  exports dev.fiberscope.recordings.index;
  exports dev.fiberscope.recordings.live;
  exports dev.fiberscope.recordings.perfetto;
  exports dev.fiberscope.recordings.report;
  exports dev.fiberscope.recordings.rules;
  exports dev.fiberscope.recordings.source;
  exports dev.fiberscope.recordings.sql;
  exports dev.fiberscope.recordings.store;
  exports dev.fiberscope.recordings.tables;
  exports dev.fiberscope.recordings.text;
  exports dev.fiberscope.recordings.threads;
}
