package dev.fiberscope.engine.hazard;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/** A dump of all threads of this JVM, where Fiberscope looks for the snapshots of a recording. */
final class ThreadDump {
  private ThreadDump() {}

  static void beside(Path recording) throws JMException {
    Path file = recording.resolveSibling(recording.getFileName() + ".threads-1.json");
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "threadDumpToFile",
            new Object[] {new String[] {"-overwrite", "-format=json", file.toString()}},
            new String[] {String[].class.getName()});
  }
}
