package dev.fiberscope.app.cli;

import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.engine.workload.WorkloadMain;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.text.Numbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the demo workload in a JVM of its own, so that the recording shows the workload and nothing
 * else, and so that the number of carriers can be chosen.
 */
public final class WorkloadJvm {
  /** The workload did not run or its orders came out wrong; the message is a sentence. */
  public static final class WorkloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean resultsWrong;

    WorkloadException(String sentence, boolean resultsWrong) {
      super(sentence);
      this.resultsWrong = resultsWrong;
    }

    /** True if it ran to its end and orders came out wrong. */
    public boolean resultsWrong() {
      return resultsWrong;
    }
  }

  private WorkloadJvm() {}

  /**
   * Runs and records, and waits for the end. Interrupting the caller ends the other JVM.
   *
   * @param progress told in words how far it is
   * @return what came of it, in words
   */
  public static String record(RunPlan plan, Consumer<String> progress)
      throws IOException, InterruptedException, WorkloadException {
    Path settings = Files.createTempFile("fiberscope", ".jfc");
    try {
      Files.writeString(settings, FlightSettings.of(Level.STANDARD).withSuspensionStacks().toJfc());
      Process jvm = start(plan, settings);
      // Should this JVM end first, the other one would go on for nobody.
      Thread destroyer = new Thread(jvm::destroy);
      Runtime.getRuntime().addShutdownHook(destroyer);
      try {
        return follow(jvm, plan.scale(), progress);
      } finally {
        jvm.destroy();
        forget(destroyer);
      }
    } finally {
      Files.deleteIfExists(settings);
    }
  }

  private static void forget(Thread shutdownHook) {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      // Then it runs, and that is right.
    }
  }

  private static Process start(RunPlan plan, Path settings) throws IOException {
    Scale scale = plan.scale();
    int carriers =
        plan.carriers() == 0 ? Runtime.getRuntime().availableProcessors() : plan.carriers();
    List<String> options = List.of("-Djdk.virtualThreadScheduler.parallelism=" + carriers);
    List<String> arguments =
        List.of(
            String.valueOf(scale.orders()),
            String.valueOf(scale.fibers()),
            String.valueOf(scale.chunkBytes()),
            String.valueOf(scale.seed()),
            settings.toString(),
            plan.recording().toAbsolutePath().toString(),
            String.valueOf(plan.ownCarriers() ? carriers : 0));
    return new ProcessBuilder(JvmCommand.of(WorkloadMain.class, options, arguments))
        .redirectErrorStream(true)
        .start();
  }

  private static String follow(Process jvm, Scale scale, Consumer<String> progress)
      throws InterruptedException, WorkloadException {
    Output output = new Output(scale, progress);
    // Reading a pipe is deaf to interrupts; waiting for the process is not.
    Thread reader = Thread.ofVirtual().start(() -> output.read(jvm));
    int exit = jvm.waitFor();
    reader.join();
    if (exit != 0) {
      throw new WorkloadException(
          output.right.isEmpty()
              ? "The workload's JVM ended with exit code " + exit + ":\n" + output.other
              : "Only "
                  + output.right
                  + " of "
                  + scale.orders()
                  + " orders came out as they were encoded.",
          !output.right.isEmpty());
    }
    return Numbers.count(Long.parseLong(output.right))
        + " of "
        + Numbers.count(scale.orders(), "order")
        + " on "
        + Numbers.count(scale.fibers(), "fiber")
        + " came out as they were encoded";
  }

  /** What the other JVM prints. */
  private static final class Output {
    private final Scale scale;
    private final Consumer<String> progress;
    private final StringBuilder other = new StringBuilder();
    private String right = "";

    private Output(Scale scale, Consumer<String> progress) {
      this.scale = scale;
      this.progress = progress;
    }

    private void read(Process jvm) {
      try (BufferedReader lines = jvm.inputReader()) {
        lines.lines().forEach(this::line);
      } catch (IOException | UncheckedIOException ended) {
        other.append(ended.getMessage());
      }
    }

    private void line(String line) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals("progress")) {
        progress.accept(
            "Decoding orders, "
                + Numbers.count(Long.parseLong(words[1]))
                + " of "
                + Numbers.count(scale.orders()));
      } else if (words.length == 3 && words[0].equals("right")) {
        right = words[1];
      } else {
        other.append(line).append('\n');
      }
    }
  }
}
