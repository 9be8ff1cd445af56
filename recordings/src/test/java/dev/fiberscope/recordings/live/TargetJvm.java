package dev.fiberscope.recordings.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM that runs {@link TargetMain}, or a source file. */
final class TargetJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private TargetJvm(Process process, BufferedReader out) {
    this.process = process;
    this.out = out;
  }

  /** Started and ready. */
  static TargetJvm start(String mode, String... options) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TargetMain.class.getName(), mode));
    return start(command);
  }

  /** One of another JDK, which runs a source file. */
  static TargetJvm startSource(Path java, Path source) throws IOException {
    return start(List.of(java.toString(), source.toString()));
  }

  private static TargetJvm start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("it ended with " + process.exitValue());
      }
    }
    return new TargetJvm(process, out);
  }

  long pid() {
    return process.pid();
  }

  LocalJvm jvm() throws AttachException {
    return LocalJvms.find(pid());
  }

  /** Gives it a character to read. */
  void say(char character) throws IOException {
    process.getOutputStream().write(character);
    process.getOutputStream().flush();
  }

  /** Lets it end by itself. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  /** Lets it end by itself, and gives the last line that it said. */
  String lastLine() throws IOException, InterruptedException {
    process.getOutputStream().close();
    String last = "";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      last = line;
    }
    process.waitFor(20, TimeUnit.SECONDS);
    return last;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
