package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of the same JDK that lives with the agent's calls for a moment, before one that matters
 * does.
 */
final class Rehearsal {
  private static final long PATIENCE_SECONDS = 30;
  private static final int SAID = 300;

  // JDKs that have rehearsed well while this Fiberscope runs.
  private static final Set<Path> PASSED = ConcurrentHashMap.newKeySet();

  private Rehearsal() {}

  /**
   * Rehearses for a JVM.
   *
   * @param home its java home, as it says itself
   * @throws AttachException if that did not end well, or cannot be done
   */
  static void play(LocalJvm target, String home) throws AttachException {
    Path java = Path.of(home, "bin", "java");
    if (target.container() || !Files.isExecutable(java)) {
      throw new AttachException(
          "The agent cannot be rehearsed for JVM "
              + target.pid()
              + ": "
              + (target.container()
                  ? "its JDK lives in a container"
                  : "there is no " + java + " to run")
              + ". Start it with -javaagent:fiberscope-agent.jar instead, or watch it at level"
              + " standard.");
    }
    if (PASSED.contains(java)) {
      return;
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("fiberscope-rehearsal");
      run(target, java, folder);
      PASSED.add(java);
    } catch (IOException problem) {
      throw new AttachException(
          "The agent cannot be rehearsed with " + java + ": " + problem.getMessage() + ".",
          problem);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new AttachException("The rehearsal was cancelled.", cancelled);
    } finally {
      remove(folder);
    }
  }

  private static void run(LocalJvm target, Path java, Path folder)
      throws AttachException, IOException, InterruptedException {
    Path jar = folder.resolve("fiberscope-agent.jar");
    Path said = folder.resolve("said.txt");
    Agent.copyTo(jar);
    Process jvm =
        new ProcessBuilder(
                java.toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-javaagent:" + jar + "=rehearse",
                "-version")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    jvm.destroyForcibly().waitFor();
    if (!ended || jvm.exitValue() != 0) {
      String text = Files.readString(said).strip();
      throw new AttachException(
          "JVM "
              + target.pid()
              + " was left alone: with "
              + java
              + " the rehearsal of the agent "
              + (ended ? "failed: " : "did not end. ")
              + text.substring(Math.max(0, text.length() - SAID)));
    }
  }

  private static void remove(Path folder) {
    if (folder != null) {
      for (String name : new String[] {"fiberscope-agent.jar", "said.txt", ""}) {
        folder.resolve(name).toFile().delete();
      }
    }
  }
}
