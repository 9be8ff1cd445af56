package dev.fiberscope.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs another JVM to its end. */
final class MeasuringJvm {
  private MeasuringJvm() {}

  /**
   * @param line told of each line that it prints
   * @return the words of its lines
   * @throws IOException if it fails; the message tells what it printed
   */
  static List<String[]> run(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // With this a launcher of an image takes itself for the one that started it.
    builder.environment().remove("_JPACKAGE_LAUNCHER");
    Process jvm = builder.start();
    try {
      List<String> lines = new ArrayList<>();
      jvm.inputReader()
          .lines()
          .forEach(
              each -> {
                lines.add(each);
                line.accept(each);
              });
      if (jvm.waitFor() != 0) {
        throw new IOException("The measuring JVM failed:\n" + String.join("\n", lines));
      }
      return lines.stream().map(each -> each.split(" ")).toList();
    } finally {
      jvm.destroy();
    }
  }
}
