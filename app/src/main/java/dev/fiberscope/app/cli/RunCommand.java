package dev.fiberscope.app.cli;

import dev.fiberscope.app.cli.FiberscopeCommand.NoDisplayException;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.recordings.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope run} */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Run the demo workload on fibers and record it.",
      "Orders arrive in small chunks; each is decoded on a fiber and compared with what was"
          + " encoded."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private FiberscopeCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--orders", paramLabel = "N", description = "Messages in all.")
  private int orders = Scale.DEMO.orders();

  @Option(names = "--fibers", paramLabel = "N", description = "Fibers that decode at once.")
  private int fibers = Scale.DEMO.fibers();

  @Option(names = "--chunk", paramLabel = "BYTES", description = "Bytes that arrive together.")
  private int chunk = Scale.DEMO.chunkBytes();

  @Option(names = "--seed", paramLabel = "N", description = "The same seed, the same orders.")
  private long seed = Scale.DEMO.seed();

  @Option(
      names = "--carriers",
      paramLabel = "N",
      description = "Carrier threads; 0 for one per processor.")
  private int carriers;

  enum Runtime {
    virtual,
    carriers
  }

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description =
          "virtual: virtual threads on the JDK's carriers; carriers: continuations on carriers of"
              + " our own.")
  private Runtime runtime = Runtime.virtual;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The recording to write; a file of that name is replaced.")
  private Path output = Path.of("orders.jfr");

  @Option(
      names = "--open",
      description =
          "Open the window on the recording; where there is no display, draw it into a PNG beside"
              + " it.")
  private boolean open;

  @Override
  public Integer call() throws Exception {
    RunPlan plan = plan();
    if (open) {
      try {
        parent.windows.show(Optional.of(new FiberscopeCommand.First.Run(plan)));
        return 0;
      } catch (NoDisplayException noDisplay) {
        out().println(noDisplay.getMessage() + " The recording is drawn into a PNG instead.");
      }
    }
    record(plan);
    if (open) {
      snapshot(plan.recording());
    }
    return 0;
  }

  private RunPlan plan() {
    Path folder = output.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ParameterException(
          spec.commandLine(), folder + " is no folder that a recording can be written to.");
    }
    if (carriers < 0) {
      throw new ParameterException(
          spec.commandLine(), "Carriers are 1 or more, or 0 for one per processor.");
    }
    try {
      return new RunPlan(
          new Scale(orders, fibers, chunk, seed), carriers, runtime == Runtime.carriers, output);
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(spec.commandLine(), impossible.getMessage());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void record(RunPlan plan) throws Exception {
    String result = WorkloadJvm.record(plan, _ -> {});
    out()
        .println(
            result
                + "; recorded in "
                + plan.recording()
                + " ("
                + Numbers.bytes(Files.size(plan.recording()))
                + ").");
    out().flush();
  }

  private void snapshot(Path recording) throws Exception {
    String name = recording.getFileName().toString().replaceFirst("\\.jfr$", "") + ".png";
    Path png = recording.resolveSibling(name);
    // In a JVM of its own: where a display was tried in vain, JavaFX cannot be started again here.
    int exit =
        new ProcessBuilder(
                JvmCommand.of(
                    parent.mainClass,
                    List.of("--enable-native-access=javafx.graphics"),
                    List.of("snapshot", recording.toString(), "-o", png.toString())))
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("The picture could not be drawn.");
    }
    out().println("The window on it is drawn in " + png + ".");
  }
}
