package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fiberscope settings} */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Print flight settings, for any JVM with virtual threads:",
      "  fiberscope settings --level STANDARD > fibers.jfc",
      "  java -XX:StartFlightRecording:settings=fibers.jfc,filename=app.jfr ...",
      "On a running JVM: jcmd PID JFR.start settings=fibers.jfc",
      "",
      "LIGHT     Starts, ends, pins, sleeps, waits and IO of fibers, CPU samples.",
      "          1.02 times the CPU where a fiber works for 20 \u00b5s at a time.",
      "STANDARD  And every mount and yield (JDK 25 and later).",
      "          1.05 times; 3.2 times where nothing but parking is done.",
      "FULL      And writes to thread-locals, and stack traces.",
      "          1.3 to 1.5 times; 25 times and more where nothing but parking is done."
    })
final class SettingsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "How much to record: ${COMPLETION-CANDIDATES}.")
  private Level level = Level.STANDARD;

  @Mixin private OutputOption output;

  @Override
  public Integer call() throws IOException {
    String jfc = FlightSettings.of(level).toJfc();
    output.write(spec.commandLine().getOut(), out -> out.write(jfc));
    return 0;
  }
}
