package dev.fiberscope.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a JVM runs when Fiberscope's agent is loaded into it. */
public final class Agent {
  private static final String SNAPSHOT = "snapshot=";

  private Agent() {}

  /**
   * @param wish {@code snapshot=FILE}: look at every thread once and write that there, or why it
   *     cannot be done
   */
  public static void agentmain(String wish, Instrumentation jvm) throws IOException {
    if (wish == null || !wish.startsWith(SNAPSHOT)) {
      throw new IllegalArgumentException("Fiberscope's agent knows no " + wish);
    }
    Files.write(
        Path.of(wish.substring(SNAPSHOT.length())),
        Snapshot.json(jvm).getBytes(StandardCharsets.UTF_8));
  }
}
