package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.bench.WitnessBench;
import dev.fiberscope.recordings.bench.WitnessBench.Figure;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.Witness;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench truth FILE} */
@Command(
    name = "truth",
    mixinStandardHelpOptions = true,
    description = {
      "Compare what is derived from method traces with what the agent recorded of the same run:",
      "  java -javaagent:fiberscope-agent.jar -XX:StartFlightRecording:settings=standard.jfc,...",
      "(JDK 25 and later; the settings of level standard)."
    })
final class BenchTruthCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A recording with both.")
  private Path file;

  @Override
  public Integer call() throws RecordingException {
    Session exact = Ingest.open(file, (_, _) -> {});
    Session derived = Ingest.openWithoutAgent(file);
    if (exact.facts().witness() != Witness.DEEP || derived.facts().witness() != Witness.TRACED) {
      throw new RecordingException(
          file
              + " does not have both: the agent's events ("
              + exact.facts().witness().text()
              + ") and method traces ("
              + derived.facts().witness().text()
              + " without them).");
    }
    WitnessBench truth = new WitnessBench(exact, derived);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-24s %12s %18s %18s %10s%n",
        "",
        "recorded",
        "derived, right",
        "inferred, right",
        "not told");
    print("on which carrier", truth.slices, out);
    print("woken by whom", truth.wakers, out);
    print("could run since when", truth.begins, out);
    out.flush();
    return 0;
  }

  private static void print(String what, Figure figure, PrintWriter out) {
    long derived = figure.told(Evidence.DERIVED) + figure.told(Evidence.RECORDED);
    long inferred = figure.told(Evidence.INFERRED);
    out.printf(
        Locale.ROOT,
        "%-24s %,12d %18s %18s %10s%n",
        what,
        figure.all(),
        shares(
            derived,
            figure.right(Evidence.DERIVED) + figure.right(Evidence.RECORDED),
            figure.all()),
        shares(inferred, figure.right(Evidence.INFERRED), figure.all()),
        percent(figure.all() - derived - inferred, figure.all()));
  }

  private static String shares(long told, long right, long all) {
    return percent(told, all) + ", " + (told == 0 ? "-" : percent(right, told));
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.2f %%", 100.0 * part / Math.max(1, all));
  }
}
