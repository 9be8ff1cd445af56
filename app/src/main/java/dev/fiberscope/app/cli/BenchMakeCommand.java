package dev.fiberscope.app.cli;

import dev.fiberscope.engine.workload.StormMain;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fiberscope bench make} */
@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Make a large recording: a JVM that does nothing but schedule virtual threads.",
      "15 bytes an event: 100m take 1.6 GB."
    })
final class BenchMakeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "About how many events, such as 500k or 100m.")
  private String events = "100m";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The recording to write.")
  private Path output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long count =
        Counts.parse(events)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "A number of events is such as 500k or 100m, not " + events + "."));
    Path settings = Files.createTempFile("fiberscope", ".jfc");
    try {
      Files.writeString(settings, FlightSettings.of(Level.STANDARD).toJfc());
      List<String> arguments =
          List.of(String.valueOf(count), settings.toString(), output.toAbsolutePath().toString());
      MeasuringJvm.run(JvmCommand.of(StormMain.class, List.of(), arguments), _ -> {});
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT, "%s, %s MB%n", output, Numbers.count(Files.size(output) / 1_000_000));
      spec.commandLine().getOut().flush();
      return 0;
    } finally {
      Files.deleteIfExists(settings);
    }
  }
}
