package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.bench.OpenBenchMain;
import dev.fiberscope.recordings.source.RecordingHeader;
import dev.fiberscope.recordings.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench open} */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Read a recording in several ways, each in a JVM of its own: the median of its",
      "rounds, and the first round, in which nothing is compiled yet."
    })
final class BenchOpenCommand implements Callable<Integer> {
  /** A way to read, as {@link OpenBenchMain} calls it and as people do. */
  private record Way(String argument, String name) {}

  private static final List<Way> OURS =
      List.of(
          new Way("chunks-1", "chunks, all fields, 1 thread"),
          new Way("chunks-2", "chunks, all fields, 2 threads"),
          new Way("session-1", "whole session, 1 thread"),
          new Way("session-2", "whole session, 2 threads"));
  private static final List<Way> OTHERS =
      List.of(
          new Way("jdk", "RecordingFile, bare"),
          new Way("jdk-fields", "RecordingFile, five fields"));
  private static final Way JMC = new Way("jmc", "JMC's loader");

  private static final int FRESH_RUNS = 5;

  @ParentCommand private BenchCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A JFR recording.")
  private Path file;

  @Option(names = "--runs", paramLabel = "N", description = "Rounds in each JVM.")
  private int runs = 5;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Most heap of each JVM.")
  private String heap = "8g";

  @Option(names = "--compare", description = "Read by the JDK's own reader too, and by JMC's.")
  private boolean compare;

  @Option(
      names = "--jmc",
      paramLabel = "DIR",
      description = "Folder with the jars of org.openjdk.jmc:flightrecorder, for --compare.",
      showDefaultValue = Visibility.NEVER)
  private Optional<Path> jmc =
      Optional.ofNullable(System.getProperty("fiberscope.jmc")).map(Path::of);

  @Override
  public Integer call() throws IOException, InterruptedException {
    RecordingHeader.check(file);
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "Runs are 1 or more.");
    }
    say(
        String.format(
            Locale.ROOT,
            "%-30s %8s %8s %9s %9s %7s %7s %9s %9s",
            file.getFileName() + ", " + Numbers.count(Files.size(file) / 1_000_000) + " MB",
            "seconds",
            "first",
            "M ev/s",
            "MB/s",
            "B/event",
            "B/span",
            "heap MB",
            "resident"));
    fresh();
    for (Way way : OURS) {
      measure(way, List.of());
    }
    if (compare) {
      for (Way way : OTHERS) {
        measure(way, List.of());
      }
      compareWithJmc();
    }
    times();
    return 0;
  }

  /** As people meet it: a program that has just been started, again and again. */
  private void fresh() throws IOException, InterruptedException {
    List<String[]> lines = new ArrayList<>();
    for (int run = 0; run < FRESH_RUNS; run++) {
      lines.addAll(MeasuringJvm.run(program(), _ -> {}));
    }
    row(new Way("", "whole session, fresh program"), lines);
  }

  /** This program, started as it was; from an image with its ahead-of-time cache. */
  private List<String> program() {
    List<String> arguments = List.of("bench", "read", file.toAbsolutePath().toString());
    String launcher = System.getProperty("jpackage.app-path");
    if (launcher == null) {
      return JvmCommand.of(parent.mainClass(), List.of("-Xmx" + heap), arguments);
    }
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(arguments);
    return command;
  }

  private void compareWithJmc() throws IOException, InterruptedException {
    if (jmc.isEmpty() || !Files.isDirectory(jmc.get())) {
      say(JMC.name + " is left out: --jmc names no folder with its jars.");
      return;
    }
    try (Stream<Path> jars = Files.list(jmc.get())) {
      measure(JMC, List.of("-cp", jars.map(Path::toString).collect(Collectors.joining(":"))));
    }
  }

  private void measure(Way way, List<String> options) throws IOException, InterruptedException {
    List<String[]> lines;
    try {
      lines = jvm(way.argument, options);
    } catch (IOException failed) {
      String why = failed.getMessage().contains("OutOfMemory") ? "not enough heap" : "it failed";
      say(String.format(Locale.ROOT, "%-30s %s", way.name, why));
      return;
    }
    row(way, lines);
  }

  private void row(Way way, List<String[]> lines) throws IOException {
    List<String[]> rounds = lines.stream().filter(words -> words[0].equals("round")).toList();
    double[] seconds = rounds.stream().mapToDouble(words -> Double.parseDouble(words[1])).toArray();
    double first = seconds[0];
    Arrays.sort(seconds);
    double median = seconds[seconds.length / 2];
    String[] last = rounds.getLast();
    double events = Double.parseDouble(last[2]);
    double spans = Double.parseDouble(last[3]);
    double storage = Double.parseDouble(last[4]);
    String[] memory =
        lines.stream().filter(words -> words[0].equals("memory")).findFirst().orElseThrow();
    say(
        String.format(
            Locale.ROOT,
            "%-30s %8.2f %8.2f %9.2f %9.0f %7s %7s %9.0f %9.0f",
            way.name,
            median,
            first,
            events / median / 1e6,
            Files.size(file) / median / 1e6,
            spans == 0 ? "" : String.format(Locale.ROOT, "%.1f", storage / events),
            spans == 0 ? "" : String.format(Locale.ROOT, "%.1f", storage / spans),
            Double.parseDouble(memory[1]) / 1e6,
            Double.parseDouble(memory[2]) / 1e6));
  }

  private void times() throws IOException, InterruptedException {
    for (String[] words : jvm("times", List.of())) {
      switch (words[0]) {
        case "first" -> say("First picture after " + words[1] + " s, in a cold JVM.");
        case "cancelled" -> say("Cancelled reading stopped after " + words[1] + " s at most.");
        default -> {}
      }
    }
  }

  private List<String[]> jvm(String way, List<String> options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add("-Xmx" + heap);
    List<String> arguments = List.of(way, String.valueOf(runs), file.toAbsolutePath().toString());
    return MeasuringJvm.run(JvmCommand.of(OpenBenchMain.class, all, arguments), _ -> {});
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
