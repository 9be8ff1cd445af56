package dev.fiberscope.app.cli;

import dev.fiberscope.app.cli.FiberscopeCommand.First;
import dev.fiberscope.app.cli.FiberscopeCommand.NoDisplayException;
import dev.fiberscope.app.session.AttachPlan;
import dev.fiberscope.recordings.live.Agent;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.LocalJvms;
import dev.fiberscope.recordings.live.RemoteJvm;
import dev.fiberscope.recordings.live.Target;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope attach PID|HOST:PORT} */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Watch a running JVM: a JDK Flight Recorder recording is started in it, shown as it comes and"
          + " saved. fiberscope list shows the JVMs of this machine; another one is reached over"
          + " JMX (-Dcom.sun.management.jmxremote.port there).",
      "What a level costs tells fiberscope settings --help. If Fiberscope dies the recording ends by"
          + " itself after ten minutes at most.",
      "",
      "Without a window: exit code 1 if all carriers were stuck meanwhile."
    })
final class AttachCommand implements Callable<Integer> {
  private static final String TIMES = "A time is such as 30s, 10m or 1h, not ";
  private static final String SIZES = "A size is such as 500m or 2g, not ";

  @ParentCommand private FiberscopeCommand parent;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PID|HOST:PORT",
      description = "A JVM of this machine, or the management port of another one.")
  private String target;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "How much to record: ${COMPLETION-CANDIDATES}.")
  private Level level = Level.STANDARD;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 30s or 10m; without it until one stops it.",
      showDefaultValue = Visibility.NEVER)
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--age",
      paramLabel = "TIME",
      description = "How much of it the window keeps; the file keeps all.")
  private String age = "10m";

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "How much memory that may take, such as 500m or 2g.")
  private String size = "2g";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The recording to write; without it one in the folder fiberscope of your home folder.",
      showDefaultValue = Visibility.NEVER)
  private Optional<Path> output = Optional.empty();

  @Option(names = "--no-window", description = "Record and tell, without a window.")
  private boolean noWindow;

  @Option(names = "--user", paramLabel = "NAME", description = "Who one is at the management port.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The password is its first line; without it, FIBERSCOPE_PASSWORD is.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--tls",
      description = "The management port speaks TLS; javax.net.ssl.trustStore says whom to trust.")
  private boolean tls;

  @Option(names = "--yes", description = "Agree to what --level deep asks.")
  private boolean agreed;

  @Override
  public Integer call() throws AttachException, IOException, NoDisplayException {
    Target jvm = target();
    Limits limits = new Limits(parsed(age, Counts::time, TIMES), parsed(size, Counts::size, SIZES));
    Optional<Duration> duration = time.map(text -> parsed(text, Counts::time, TIMES));
    Path file = output.orElseGet(() -> AttachPlan.defaultFile(jvm, LocalDateTime.now()));
    AttachPlan plan = new AttachPlan(jvm, level, limits, file);
    if (level.isDeep() && jvm instanceof LocalJvm local && !agreed) {
      Agreement.ask(spec, Agent.recordingAgreement(local, level), "another level asks nothing");
    }
    if (noWindow) {
      return new WatchedJvm(plan, spec.commandLine().getOut()).follow(duration);
    }
    // Said here, not in a window that opens only to say it.
    if (jvm instanceof LocalJvm local && local.refusal().isPresent()) {
      throw new AttachException(
          "JVM " + local.pid() + " cannot be attached to, " + local.refusal().get() + ".");
    }
    try {
      parent.windows.show(Optional.of(new First.Attach(plan, duration)));
      return 0;
    } catch (NoDisplayException noDisplay) {
      throw new NoDisplayException(
          noDisplay.getMessage() + " With --no-window a JVM is watched without one.");
    }
  }

  private <T> T parsed(String text, Function<String, Optional<T>> parser, String otherwise) {
    return parser
        .apply(text)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), otherwise + text + "."));
  }

  private Target target() throws AttachException, IOException {
    if (target.matches("\\d{1,18}")) {
      return LocalJvms.find(Long.parseLong(target));
    }
    RemoteJvm remote =
        RemoteJvm.parse(target)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "A JVM is named by its pid, such as 4711, or by host and port, such as"
                            + " server:9010, not "
                            + target
                            + "."))
            .withTls(tls);
    return user.isEmpty() ? remote : remote.as(user.get(), password());
  }

  private String password() throws IOException {
    if (passwordFile.isPresent()) {
      return Files.readAllLines(passwordFile.get()).stream().findFirst().orElse("");
    }
    return System.getenv().getOrDefault("FIBERSCOPE_PASSWORD", "");
  }
}
