package dev.fiberscope.app.cli;

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
    parent.show(recording.file(), recording.reader());
    return 0;
  }
}
