package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.source.RecordingHeader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fiberscope open FILE} */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Open the window on a recording.")
final class OpenCommand implements Callable<Integer> {
  @ParentCommand private FiberscopeCommand parent;

  @Parameters(paramLabel = "FILE", description = "A JFR recording.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    // Said here, not in a window that opens only to say it.
    RecordingHeader.check(file);
    parent.windows.show(Optional.of(new FiberscopeCommand.First.Recording(file)));
    return 0;
  }
}
