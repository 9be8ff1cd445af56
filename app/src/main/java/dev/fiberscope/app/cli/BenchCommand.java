package dev.fiberscope.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench} */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure Fiberscope on this machine.",
    subcommands = {
      BenchEngineCommand.class,
      BenchGrowCommand.class,
      BenchMakeCommand.class,
      BenchOpenCommand.class,
      BenchReadCommand.class,
      BenchRenderCommand.class,
      BenchSqlCommand.class,
      BenchStepCommand.class,
      BenchTrainCommand.class,
      BenchTruthCommand.class
    })
final class BenchCommand implements Runnable {
  @ParentCommand private FiberscopeCommand parent;
  @Spec private CommandSpec spec;

  /** The class whose main method runs command lines. */
  Class<?> mainClass() {
    return parent.mainClass;
  }

  FiberscopeCommand.Windows windows() {
    return parent.windows;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to measure.");
  }
}
