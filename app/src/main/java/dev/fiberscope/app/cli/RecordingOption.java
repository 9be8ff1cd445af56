package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest.Reader;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The recording that a command reads, and who reads it. */
final class RecordingOption {
  static final String WHAT =
      "A JFR recording, also as .gz, .zip, .lz4 or .zst; several, or a folder or JFR repository,"
          + " are read as one.";

  @Parameters(paramLabel = "FILE", arity = "1..*", description = WHAT)
  private List<Path> files;

  private Optional<Path> joined = Optional.empty();

  @Option(
      names = "--reader",
      showDefaultValue = Visibility.ALWAYS,
      paramLabel = "READER",
      description =
          "Who reads it: ${COMPLETION-CANDIDATES}. Ours is faster and reads around damage; the"
              + " JDK's is there to check it.")
  private Reader reader = Reader.OWN;

  /**
   * One file for all of them.
   *
   * @throws RecordingException if there are several and one holds no recording
   */
  Path file() throws RecordingException {
    if (joined.isEmpty()) {
      joined = Optional.of(RecordingFiles.joined(files));
    }
    return joined.get();
  }

  /** Each of them. */
  List<Path> files() {
    return files;
  }

  Reader reader() {
    return reader;
  }
}
