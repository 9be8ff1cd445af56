package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.source.RecordingHeader;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code fiberscope open FILE} */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Open the window on a recording.")
final class OpenCommand implements Callable<Integer> {
  @ParentCommand private FiberscopeCommand parent;

  @Mixin private RecordingOption recording;

  @Override
  public Integer call() throws Exception {
    // Said here, not in a window that opens only to say it.
    RecordingHeader.check(recording.file());
    parent.windows.show(
        Optional.of(new FiberscopeCommand.First.Recording(recording.file(), recording.reader())));
    return 0;
  }
}
