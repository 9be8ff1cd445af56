package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of the same JDK that lives with the agent's calls for a moment, before one that matters
 * does.
 */
final class Rehearsal {
  private static final long PATIENCE_SECONDS = 30;
  private static final int SAID = 300;

  private static final Rehearsed REHEARSED =
      new Rehearsed(
          Rehearsed.defaultFile(System.getenv(), Path.of(System.getProperty("user.home"))));

  private Rehearsal() {}

  /** The program of a JDK that starts a JVM. */
  static Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }

  /**
   * Rehearses for a JVM whose JDK is known, unless this has been done.
   *
   * @throws AttachException if that did not end well, or cannot be done
   */
  static void play(LocalJvm target) throws AttachException {
    play(target, REHEARSED);
  }

  static void play(LocalJvm target, Rehearsed rehearsed) throws AttachException {
    Path home = target.home().orElseThrow();
    Path folder = null;
    try {
      Optional<String> key = key(home);
      if (key.filter(rehearsed::has).isPresent()) {
        return;
      }
      folder = Files.createTempDirectory("fiberscope-rehearsal");
      run(target, java(home), folder);
      key.ifPresent(rehearsed::add);
    } catch (IOException problem) {
      throw new AttachException(
          "The agent cannot be rehearsed with " + java(home) + ": " + problem.getMessage() + ".",
          problem);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new AttachException("The rehearsal was cancelled.", cancelled);
    } finally {
      remove(folder);
    }
  }

  private static Optional<String> key(Path home) throws AttachException, IOException {
    try (InputStream agent = Agent.open()) {
      return Rehearsed.key(home, agent);
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
