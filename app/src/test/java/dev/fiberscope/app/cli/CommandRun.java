package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as people start it: a process of its own, without a display. */
record CommandRun(int exitCode, String output) {
  /** It ends before compiling well pays. */
  private static final List<String> SHORT_LIFE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /**
   * Runs it to its end.
   *
   * @param folder where its output may be kept
   */
  static CommandRun of(Path folder, String... arguments) throws IOException, InterruptedException {
    return withInput("", folder, arguments);
  }

  /** The same with something in its standard input. */
  static CommandRun withInput(String input, Path folder, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(JvmCommand.of(Main.class, SHORT_LIFE, List.of(arguments)));
    builder.environment().remove("DISPLAY");
    Path output = folder.resolve("output.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new CommandRun(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
