package dev.fiberscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where a command writes text: what it prints unless a file is named. */
final class OutputOption {
  /** Writes all there is. */
  @FunctionalInterface
  interface Text {
    void writeTo(Writer out) throws IOException;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "Where to write it instead of printing.",
      showDefaultValue = Visibility.NEVER)
  private Optional<Path> output = Optional.empty();

  /** The file that was named. */
  Optional<Path> file() {
    return output;
  }

  /**
   * @param printed where it goes if no file is named
   */
  void write(PrintWriter printed, Text text) throws IOException {
    if (output.isPresent()) {
      try (Writer out = Files.newBufferedWriter(output.get())) {
        text.writeTo(out);
      }
    } else {
      text.writeTo(printed);
      printed.flush();
    }
  }
}
