/** The window and the command line over a session. */
module dev.fiberscope.app {
  requires dev.fiberscope.engine;
  requires dev.fiberscope.recordings;
  requires com.carrotsearch.hppc;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires java.management;
  // For what answers SQL, which stands beside the runtime.
  requires java.sql;
  requires jdk.jfr;
  requires javafx.controls;
  requires atlantafx.base;
  requires info.picocli;
  requires org.jline.reader;
  requires org.jline.terminal;
  requires org.kordamp.ikonli.core;
  requires org.kordamp.ikonli.javafx;
  requires org.kordamp.ikonli.feather;

  opens dev.fiberscope.app.cli to
      info.picocli;
}
