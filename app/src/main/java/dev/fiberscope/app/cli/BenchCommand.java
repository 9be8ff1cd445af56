package dev.fiberscope.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench} */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure Fiberscope on this machine.",
    subcommands = {BenchEngineCommand.class, BenchMakeCommand.class, BenchOpenCommand.class})
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to measure.");
  }
}
