package dev.fiberscope.app.cli;

import dev.fiberscope.engine.workload.EngineBenchMain;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench engine} */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Decode a payload of 78 bytes in chunks of 16 on many fibers at once.",
      "Every runtime and mode runs in a JVM of its own, warmed up; medians, with least and most."
    })
final class BenchEngineCommand implements Callable<Integer> {
  private static final Map<String, String> MODES = modes();

  @Spec private CommandSpec spec;

  @Option(
      names = "--fibers",
      paramLabel = "N",
      split = ",",
      description = "How many at the same time.")
  private List<Integer> fibers = List.of(1_000, 10_000, 50_000, 500_000);

  @Option(names = "--runs", paramLabel = "N", description = "Runs of a million decodes each.")
  private int runs = 5;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Heap of each JVM.")
  private String heap = "8g";

  private boolean right = true;

  private static Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    modes.put("ready", "always ready");
    modes.put("suspending", "suspended at each chunk, woken at once");
    modes.put("half", "all half received and suspended, then finished");
    return modes;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1 || fibers.stream().anyMatch(n -> n < 1)) {
      throw new ParameterException(spec.commandLine(), "Runs and fibers are 1 or more.");
    }
    int carriers = Runtime.getRuntime().availableProcessors();
    Map<String, String> runtimes = new LinkedHashMap<>();
    runtimes.put("virtual", "virtual threads");
    runtimes.put(String.valueOf(carriers), "own carriers");
    for (Map.Entry<String, String> mode : MODES.entrySet()) {
      say("");
      say("M decodes/s, " + mode.getValue() + ": median (least to most)");
      for (Map.Entry<String, String> runtime : runtimes.entrySet()) {
        speed(runtime.getKey(), runtime.getValue(), mode.getKey());
      }
    }
    say("");
    say("Bytes for each suspended fiber: on the heap, outside it, resident as Linux counts");
    for (Map.Entry<String, String> runtime : runtimes.entrySet()) {
      memory(runtime.getKey(), runtime.getValue());
    }
    say("");
    say("Suspended at each chunk, 10,000 fibers, by what is recorded: M decodes/s, time to off");
    for (Map.Entry<String, String> runtime : runtimes.entrySet()) {
      levels(runtime.getKey(), runtime.getValue());
    }
    return right ? 0 : 1;
  }

  private void speed(String runtime, String name, String mode)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(runtime, "speed", mode, String.valueOf(runs)));
    fibers.forEach(n -> arguments.add(String.valueOf(n)));
    StringBuilder row = new StringBuilder(String.format("  %-16s", name));
    for (String[] words : measure(arguments, "speed")) {
      row.append(
          String.format(
              Locale.ROOT,
              "  %s: %.2f (%.2f to %.2f)",
              Numbers.count(Long.parseLong(words[2])),
              millions(words[4]),
              millions(words[3]),
              millions(words[5])));
      check(name + ", " + mode, words[6]);
    }
    say(row.toString());
  }

  private void memory(String runtime, String name) throws IOException, InterruptedException {
    String most = String.valueOf(fibers.stream().mapToInt(n -> n).max().orElseThrow());
    for (String[] words : measure(List.of(runtime, "memory", most), "memory")) {
      say(
          String.format(
              "  %-16s  %s fibers: %s + %s, %s resident",
              name, Numbers.count(Long.parseLong(words[1])), words[2], words[3], words[4]));
      check(name + ", memory", words[5]);
    }
  }

  private void levels(String runtime, String name) throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    List<String> arguments =
        new ArrayList<>(List.of(runtime, "levels", String.valueOf(runs), "off="));
    try {
      for (Level level : Level.values()) {
        Path file = Files.createTempFile("fiberscope", ".jfc");
        files.add(file);
        Files.writeString(file, FlightSettings.of(level).toJfc());
        arguments.add(level.name().toLowerCase(Locale.ROOT) + "=" + file);
      }
      double off = 0;
      StringBuilder row = new StringBuilder(String.format("  %-16s", name));
      for (String[] words : measure(arguments, "level")) {
        double speed = millions(words[2]);
        off = off == 0 ? speed : off;
        row.append(String.format(Locale.ROOT, "  %s: %.2f (x%.2f)", words[1], speed, off / speed));
        check(name + ", " + words[1], words[3]);
      }
      say(row.toString());
    } finally {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static double millions(String decodesPerSecond) {
    return Double.parseDouble(decodesPerSecond) / 1e6;
  }

  private void check(String where, String wrong) {
    if (!wrong.equals("0")) {
      right = false;
      say("  " + wrong + " decodes came out wrong: " + where);
    }
  }

  /** Runs a measuring JVM and returns the words of its lines that begin with {@code kind}. */
  private List<String[]> measure(List<String> arguments, String kind)
      throws IOException, InterruptedException {
    // A heap that is there from the beginning: growing it would be measured too.
    List<String> options =
        arguments.get(1).equals("memory")
            ? List.of("-Xmx" + heap)
            : List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
    return MeasuringJvm.run(JvmCommand.of(EngineBenchMain.class, options, arguments), _ -> {})
        .stream()
        .filter(words -> words[0].equals(kind))
        .toList();
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
