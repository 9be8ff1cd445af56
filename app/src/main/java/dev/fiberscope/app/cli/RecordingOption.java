package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest.Reader;
import java.nio.file.Path;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The recording that a command reads, and who reads it. */
final class RecordingOption {
  @Parameters(paramLabel = "FILE", description = "A JFR recording.")
  private Path file;

  @Option(
      names = "--reader",
      showDefaultValue = Visibility.ALWAYS,
      paramLabel = "READER",
      description =
          "Who reads it: ${COMPLETION-CANDIDATES}. Ours is faster and reads around damage; the"
              + " JDK's is there to check it.")
  private Reader reader = Reader.OWN;

  Path file() {
    return file;
  }

  Reader reader() {
    return reader;
  }
}
