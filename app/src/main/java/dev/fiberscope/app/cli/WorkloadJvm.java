package dev.fiberscope.app.cli;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.engine.workload.WorkloadMain;
import dev.fiberscope.recordings.source.FlightSettings;
import java.io.BufferedReader;
import java.io.IOException;
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

    WorkloadException(String sentence) {
      super(sentence);
    }
  }

  private WorkloadJvm() {}

  /**
   * Runs and records, and waits for the end. Interrupting the caller ends the other JVM.
   *
   * @param carriers 0 for as many as the machine has processors
   * @param progress told in words how far it is
   * @return what came of it, in words
   */
  public static String record(Scale scale, int carriers, Path recording, Consumer<String> progress)
      throws IOException, InterruptedException, WorkloadException {
    Path settings = Files.createTempFile("fiberscope", ".jfc");
    try {
      Files.writeString(settings, FlightSettings.standard().toJfc());
      Process jvm = start(scale, carriers, recording, settings);
      try {
        return follow(jvm, scale, progress);
      } finally {
        jvm.destroy();
      }
    } finally {
      Files.deleteIfExists(settings);
    }
  }

  private static Process start(Scale scale, int carriers, Path recording, Path settings)
      throws IOException {
    List<String> options =
        carriers == 0 ? List.of() : List.of("-Djdk.virtualThreadScheduler.parallelism=" + carriers);
    List<String> arguments =
        List.of(
            String.valueOf(scale.orders()),
            String.valueOf(scale.fibers()),
            String.valueOf(scale.chunkBytes()),
            String.valueOf(scale.seed()),
            settings.toString(),
            recording.toAbsolutePath().toString());
    return new ProcessBuilder(JvmCommand.of(WorkloadMain.class, options, arguments))
        .redirectErrorStream(true)
        .start();
  }

  private static String follow(Process jvm, Scale scale, Consumer<String> progress)
      throws IOException, InterruptedException, WorkloadException {
    StringBuilder other = new StringBuilder();
    String right = "";
    try (BufferedReader out = jvm.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
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
    int exit = jvm.waitFor();
    if (exit != 0) {
      throw new WorkloadException(
          right.isEmpty()
              ? "The workload's JVM ended with exit code " + exit + ":\n" + other.toString().strip()
              : "Only "
                  + right
                  + " of "
                  + scale.orders()
                  + " orders came out as they were encoded.");
    }
    return Numbers.count(Long.parseLong(right))
        + " of "
        + Numbers.count(scale.orders(), "order")
        + " on "
        + Numbers.count(scale.fibers(), "fiber")
        + " came out as they were encoded";
  }
}
