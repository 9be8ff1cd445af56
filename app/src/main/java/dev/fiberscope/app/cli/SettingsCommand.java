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
      "          Tells where fibers slept, read and were pinned; not who waits for a carrier.",
      "          1.02 times the CPU where a fiber works for 20 \u00b5s at a time, 1.2 in a server",
      "          that does nothing but socket IO, 1.5 times where nothing but parking is done.",
      "STANDARD  And every mount, yield, start and wake-up (JDK 25 and later).",
      "          Tells who ran where, who waits for a carrier since when, and who woke whom.",
      "          1.05 times, 1.0 to 1.05 in such a server; 4 to 5 times with nothing but parking.",
      "FULL      And writes to thread-locals, and stack traces.",
      "          Tells in which method fibers waited, and from which they were woken.",
      "          2.4 times, also in such a server; 75 times with nothing but parking.",
      "DEEP      What STANDARD tells, exactly, and what each waits for: JDK 21 and later, if",
      "          the JVM runs with -javaagent:fiberscope-agent.jar.",
      "          1.0 times where a request works for 100 \u00b5s, 1.2 in a server that does nothing but",
      "          socket IO, 2 to 3 times with nothing but parking.",
      "DEEPEST   And where in their code fibers wait and wake others, and thread-locals.",
      "          1.1 times where a request works for 100 \u00b5s, 1.5 to 2.6 in a server that does",
      "          nothing but socket IO, 16 to 19 times with nothing but parking."
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
