package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.bench.GrowBenchMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench grow} */
@Command(
    name = "grow",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Feed a synthetic recording flush by flush, a second each, to a session that grows: how long",
      "it takes from the last byte of a flush to the session that has it, and how much memory all",
      "of it needs."
    })
final class BenchGrowCommand implements Callable<Integer> {
  private static final int SPANS_PER_SLICE = 4;

  @Spec private CommandSpec spec;

  @Option(names = "--spans", paramLabel = "N", description = "How many in the end, such as 50m.")
  private String spans = "50m";

  @Option(names = "--flush", paramLabel = "N", description = "Spans of a flush.")
  private String flush = "50k";

  @Option(names = "--fibers", paramLabel = "N", description = "How many, such as 100k.")
  private String fibers = "2k";

  @Option(
      names = "--age",
      paramLabel = "TIME",
      description = "Keep only what is younger, such as 60s or 10m; without it all is kept.",
      showDefaultValue = Visibility.NEVER)
  private Optional<String> age = Optional.empty();

  @Option(names = "--heap", paramLabel = "SIZE", description = "Most heap of the JVM.")
  private String heap = "4g";

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%12s %9s %8s %8s %8s %9s %9s %7s %12s",
            "spans",
            "flushes",
            "p50 ms",
            "p99 ms",
            "worst",
            "heap MB",
            "store MB",
            "B/span",
            "spans kept"));
    out.flush();
    List<String> arguments =
        List.of(
            String.valueOf(count(spans)),
            String.valueOf(count(flush) / SPANS_PER_SLICE),
            String.valueOf(count(fibers)),
            String.valueOf(age.map(this::seconds).orElse(0L)));
    MeasuringJvm.run(
        JvmCommand.of(GrowBenchMain.class, List.of("-Xmx" + heap), arguments),
        line -> {
          String[] words = line.split(" ");
          if (words[0].equals("grown")) {
            out.println(row(words));
            out.flush();
          }
        });
    return 0;
  }

  private static String row(String[] words) {
    double storage = Double.parseDouble(words[7]);
    long kept = Long.parseLong(words[8]);
    return String.format(
        Locale.ROOT,
        "%,12d %9s %8s %8s %8s %9.0f %9.0f %7.1f %,12d",
        Long.parseLong(words[1]),
        words[2],
        words[3],
        words[4],
        words[5],
        Double.parseDouble(words[6]) / 1e6,
        storage / 1e6,
        storage / kept,
        kept);
  }

  private long count(String text) {
    return Counts.parse(text)
        .filter(count -> count >= SPANS_PER_SLICE && count <= Integer.MAX_VALUE)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "A number is such as 500k or 10m, not " + text + "."));
  }

  private long seconds(String text) {
    return Counts.time(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "A time is such as 60s, 10m or 1h, not " + text + "."))
        .toSeconds();
  }
}
