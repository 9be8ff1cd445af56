package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.bench.OpenBenchMain;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fiberscope bench read}: what {@code bench open} runs to see a program that just began. */
@Command(
    name = "read",
    hidden = true,
    description = "Read a recording once, as the program does when it opens one.")
final class BenchReadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A JFR recording.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    OpenBenchMain.main(new String[] {"session-2", "1", file.toString()});
    return 0;
  }
}
