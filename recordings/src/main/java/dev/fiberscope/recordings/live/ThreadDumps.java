package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import dev.fiberscope.recordings.threads.ThreadDumpReader;
import dev.fiberscope.recordings.threads.ThreadPrint;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every thread of a JVM on this machine at a moment. */
public final class ThreadDumps {
  private ThreadDumps() {}

  /**
   * Of a JVM that is let go at once.
   *
   * @throws AttachException if the JVM does not tell
   */
  public static byte[] of(LocalJvm target) throws AttachException {
    try (JvmControl control = JvmControl.attach(target)) {
      return of(control, target.pid(), temporary(control));
    }
  }

  /**
   * With states, carriers and owners as {@link Agent} reads them: only where somebody agreed.
   *
   * @throws AttachException if the JVM does not tell, or does not load the agent
   */
  public static byte[] deep(LocalJvm target) throws AttachException {
    try (JvmControl control = JvmControl.attach(target)) {
      return deep(control, target, temporary(control));
    }
  }

  static byte[] deep(JvmControl control, LocalJvm target, String temporary) throws AttachException {
    String told = Agent.snapshot(control, target, temporary);
    return of(control, target.pid(), temporary, Optional.of(told));
  }

  private static String temporary(JvmControl control) throws AttachException {
    return control.systemProperties().getProperty("java.io.tmpdir", "/tmp");
  }

  /**
   * What {@link #of} gave.
   *
   * @throws AttachException if it cannot be understood
   */
  public static ThreadSnapshot read(byte[] json) throws AttachException {
    try {
      return ThreadDumpReader.read(json);
    } catch (IOException damaged) {
      throw new AttachException(
          "The JVM's thread dump cannot be understood: " + damaged.getMessage() + ".", damaged);
    }
  }

  /**
   * @param temporary a folder of the JVM, in which it writes the dump: that is removed at once
   */
  static byte[] of(JvmControl control, long pid, String temporary) throws AttachException {
    return of(control, pid, temporary, Optional.empty());
  }

  private static byte[] of(JvmControl control, long pid, String temporary, Optional<String> deep)
      throws AttachException {
    Optional<SchedulerState> scheduler =
        SchedulerState.parse(ask(control, "Thread.vthread_scheduler"));
    byte[] dump = dump(control, pid, temporary);
    Map<Long, String> classes = ThreadPrint.awaitedClasses(ask(control, "Thread.print"));
    Optional<SchedulerState> after = SchedulerState.parse(ask(control, "Thread.vthread_scheduler"));
    boolean moved =
        scheduler.isPresent()
            && after.isPresent()
            && scheduler.get().taken() != after.get().taken();
    try {
      return SnapshotFiles.with(scheduler, moved, classes, deep, dump);
    } catch (IOException cut) {
      throw new AttachException(
          "The thread dump of JVM " + pid + " is not whole: " + cut.getMessage() + ".", cut);
    }
  }

  /** What a JVM says that may be too old to know the question. */
  private static String ask(JvmControl control, String command) {
    try {
      return control.jcmd(command);
    } catch (AttachException unknown) {
      return "";
    }
  }

  private static byte[] dump(JvmControl control, long pid, String temporary)
      throws AttachException {
    String file = temporary + "/fiberscope-" + UUID.randomUUID() + ".json";
    Path here = Namespaces.file(pid, file);
    try {
      String said = control.jcmd("Thread.dump_to_file -format=json " + file);
      if (!Files.isReadable(here)) {
        throw new AttachException(
            "JVM " + pid + " gives no thread dump: " + said.strip().replaceAll("\\R+", " "));
      }
      return Files.readAllBytes(here);
    } catch (IOException unreadable) {
      throw new AttachException(
          "The thread dump of JVM " + pid + " cannot be read: " + unreadable.getMessage() + ".",
          unreadable);
    } finally {
      try {
        Files.deleteIfExists(here);
      } catch (IOException stays) {
        here.toFile().deleteOnExit();
      }
    }
  }
}
