package dev.fiberscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** What a JVM runs when Fiberscope's agent is loaded into it. */
public final class Agent {
  private static final String LOCALS = "fiberscope.deep.Local#enabled";

  private static Deep deep;

  private Agent() {}

  /**
   * Started with the JVM, by {@code -javaagent:fiberscope-agent.jar[=SETTINGS]}: weaves, so that
   * every recording has the events. Where that cannot be done the program starts all the same.
   *
   * @param settings a {@code .jfc} file with which a recording named Fiberscope starts and goes on;
   *     none starts without it; {@code rehearse} ends the JVM once {@link Rehearsal} is over
   */
  public static void premain(String settings, Instrumentation jvm) {
    if ("rehearse".equals(settings)) {
      System.exit(Rehearsal.run(jvm));
    }
    try {
      boolean records = settings != null && !settings.isEmpty();
      Configuration wanted = records ? Configuration.create(Path.of(settings)) : null;
      deep(jvm).weave(records && "true".equals(wanted.getSettings().get(LOCALS)));
      deep(jvm).keep();
      if (records) {
        Recording recording = new Recording(wanted);
        recording.setName("Fiberscope");
        recording.start();
      }
    } catch (Throwable problem) {
      System.err.println("Fiberscope's agent does nothing here: " + problem);
    }
  }

  /**
   * Loaded while the JVM runs. The answer is JSON; {@code {"error": …}} where this JDK looks
   * different.
   *
   * @param wish {@code snapshot=FILE} looks at every thread once and writes that there; {@code
   *     weave=FILE} adds calls of {@link Hook} to VirtualThread, {@code weave-all=FILE} those of
   *     {@link HookLocals} to ThreadLocal, too, {@code unweave=FILE} takes them out again, and all
   *     write there what became of it
   */
  public static void agentmain(String wish, Instrumentation jvm) throws IOException {
    int equals = wish == null ? -1 : wish.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("Fiberscope's agent knows no " + wish);
    }
    String answer;
    try {
      answer =
          switch (wish.substring(0, equals)) {
            case "snapshot" -> Snapshot.json(jvm);
            case "weave" -> deep(jvm).weave(false);
            case "weave-all" -> deep(jvm).weave(true);
            case "unweave" -> deep(jvm).unweave();
            default -> throw new IllegalArgumentException("Fiberscope's agent knows no " + wish);
          };
    } catch (Throwable different) {
      answer = "{\"error\":" + Snapshot.quoted(String.valueOf(different)) + "}";
    }
    Files.write(Path.of(wish.substring(equals + 1)), answer.getBytes(StandardCharsets.UTF_8));
  }

  private static synchronized Deep deep(Instrumentation jvm) throws Throwable {
    if (deep == null) {
      deep = new Deep(jvm);
    }
    return deep;
  }
}
