package dev.fiberscope.recordings.truth;

import dev.fiberscope.recordings.live.Agent;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Records a JVM that runs {@link WakeMain}. */
public final class WakeJvm {
  private static final Path SOURCES =
      Path.of("src/test/java", WakeMain.class.getPackageName().replace('.', '/'));
  private static final int RECORDED_MILLIS = 700;
  private static final int WORK_NANOS = 20_000;

  private final Path folder;
  private boolean agentToo;

  /**
   * @param folder where its files go
   */
  public WakeJvm(Path folder) {
    this.folder = folder;
  }

  /** Loads the agent, whatever the level. */
  public WakeJvm withAgent() {
    agentToo = true;
    return this;
  }

  /**
   * Gives the recording.
   *
   * @param level deep loads the agent
   */
  public Path record(Level level, int parallelism, String what, int fibers, int turns)
      throws IOException, InterruptedException {
    Path own = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes = WakeMain.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return record(own, classes, level, parallelism, what, fibers, turns);
  }

  /** Records with a JDK 21, for which the program is compiled anew. */
  public Path record21(Path java, Level level, int parallelism, String what, int fibers, int turns)
      throws IOException, InterruptedException {
    Path classes = folder.resolve("classes21");
    Process javac =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "--release",
                "21",
                "-d",
                classes.toString(),
                SOURCES.resolve("WakeMain.java").toString(),
                SOURCES.resolve("TruthEvents.java").toString())
            .inheritIO()
            .start();
    if (javac.waitFor() != 0) {
      throw new IOException("the program does not compile for JDK 21");
    }
    return record(java, classes.toString(), level, parallelism, what, fibers, turns);
  }

  /**
   * @param classes where the program is; nothing else, for the agent's classes must come from its
   *     jar
   */
  private Path record(
      Path java, String classes, Level level, int parallelism, String what, int fibers, int turns)
      throws IOException, InterruptedException {
    Path settings = folder.resolve("settings.jfc");
    Files.writeString(settings, FlightSettings.of(level).toJfc());
    Path file = folder.resolve("truth.jfr");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    if (agentToo || level.isDeep()) {
      command.add("-javaagent:" + agent());
    }
    command.addAll(
        List.of(
            "-Djdk.virtualThreadScheduler.parallelism=" + parallelism,
            "-XX:StartFlightRecording:settings=" + settings + ",filename=" + file,
            "-cp",
            classes,
            WakeMain.class.getName(),
            what,
            String.valueOf(fibers),
            String.valueOf(turns),
            String.valueOf(WORK_NANOS),
            String.valueOf(RECORDED_MILLIS)));
    Path said = folder.resolve("said.txt");
    Process jvm =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (jvm.waitFor() != 0) {
        throw new IOException(Files.readString(said));
      }
    } finally {
      jvm.destroyForcibly();
    }
    return file;
  }

  /** The agent's jar, as the product carries it. */
  public Path agent() throws IOException {
    Path jar = folder.resolve("fiberscope-agent.jar");
    try (InputStream carried = Agent.class.getResourceAsStream("fiberscope-agent.jar")) {
      Files.copy(carried, jar, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }
}
