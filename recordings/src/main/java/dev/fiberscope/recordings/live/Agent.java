package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/** Fiberscope's agent, as it gets into another JVM. */
public final class Agent {
  private static final String JAR = "fiberscope-agent.jar";
  private static final int OLDEST = 21;

  private static final String LOCALS =
      "\n- calls stand in java.lang.ThreadLocal as well meanwhile: where a value is set, read, made,"
          + "\n  removed or inherited;";

  private Agent() {}

  /** What people agree to before it is loaded to look once, a line each. */
  public static String agreement(LocalJvm target) {
    return """
        A deep snapshot loads an agent of Fiberscope into JVM %d (%s):
        - it reads states of virtual threads and owners of locks in the JDK's own fields, and writes
          nothing; no class of the program or of the JDK is changed;
        - the JVM prints a warning on its standard error that an agent was loaded, unless it runs with
          -XX:+EnableDynamicAgentLoading;
        - a few small classes stay in it until it ends, and java.base stays open to them;
        - like any agent it leaves 70-140 ns on each switch of a fiber until the JVM ends."""
        .formatted(target.pid(), target.name());
  }

  /**
   * What people agree to before it is loaded to record, a line each.
   *
   * @param level one that needs it
   */
  public static String recordingAgreement(LocalJvm target, Level level) {
    return """
        Level %s loads an agent of Fiberscope into JVM %d (%s):
        - while it is watched, calls stand in java.lang.VirtualThread: where a carrier mounts and
          unmounts a fiber, where one is put in line, is woken, or is about to leave its carrier or
          to wait with it; they write events into the JVM's own flight recordings; then the class
          is as it was;%s
        - %s;
        - it prints a warning on its standard error that an agent was loaded, unless it runs with
          -XX:+EnableDynamicAgentLoading, and one that class sharing is for boot classes only;
        - some sixty small classes stay in it until it ends, and java.base stays open to them;
        - like any agent it leaves 70-140 ns on each switch of a fiber until the JVM ends."""
        .formatted(
            level.name().toLowerCase(Locale.ROOT),
            target.pid(),
            target.name(),
            level == Level.DEEPEST ? LOCALS : "",
            target
                .unrehearsed()
                .map(
                    "it is not rehearsed before, for %s: what goes wrong goes wrong in this JVM"
                        ::formatted)
                .orElse(
                    "a JVM of the same JDK has rehearsed that before, or does it first; where that does\n  not end well nothing is loaded"));
  }

  /**
   * Lets it look at every thread.
   *
   * @param temporary a folder of the JVM; what is put there is removed at once
   * @return JSON
   * @throws AttachException if it cannot be loaded, or this JDK looks different
   */
  static String snapshot(JvmControl control, LocalJvm target, String temporary)
      throws AttachException {
    return ask("snapshot", control, target, temporary);
  }

  /**
   * Puts its calls in.
   *
   * @param locals true if calls are put into ThreadLocal as well
   * @throws AttachException as of {@link #snapshot}; nothing was changed then
   */
  static void weave(JvmControl control, LocalJvm target, String temporary, boolean locals)
      throws AttachException {
    ask(locals ? "weave-all" : "weave", control, target, temporary);
  }

  /** Takes its calls out again. */
  static void unweave(JvmControl control, LocalJvm target, String temporary)
      throws AttachException {
    ask("unweave", control, target, temporary);
  }

  private static String ask(String wish, JvmControl control, LocalJvm target, String temporary)
      throws AttachException {
    long pid = target.pid();
    if (target.version().feature() > 0 && target.version().feature() < OLDEST) {
      throw new AttachException(
          "JVM " + pid + " is a JDK " + target.version().feature() + "; the agent needs 21.");
    }
    String name = temporary + "/fiberscope-" + UUID.randomUUID();
    Path jar = Namespaces.file(pid, name + ".jar");
    Path answer = Namespaces.file(pid, name + ".json");
    try {
      copyTo(jar);
      control.loadAgent(name + ".jar", wish + "=" + name + ".json");
      String json = Files.readString(answer);
      if (json.startsWith("{\"error\"")) {
        throw new AttachException(
            "The JDK of JVM " + pid + " looks different from those that the agent knows: " + json);
      }
      return json;
    } catch (IOException problem) {
      throw new AttachException(
          "The agent's file in " + temporary + " cannot be used: " + problem.getMessage() + ".",
          problem);
    } finally {
      remove(jar);
      remove(answer);
    }
  }

  /** Writes the agent's jar to a file. */
  static void copyTo(Path jar) throws AttachException, IOException {
    try (InputStream carried = open()) {
      Files.copy(carried, jar);
    }
  }

  /** The agent's jar, as this Fiberscope carries it. */
  static InputStream open() throws AttachException {
    InputStream carried = Agent.class.getResourceAsStream(JAR);
    if (carried == null) {
      throw new AttachException("This build of Fiberscope carries no " + JAR + ".");
    }
    return carried;
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      file.toFile().deleteOnExit();
    }
  }
}
