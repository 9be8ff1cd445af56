package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.live.JvmVersion;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.LocalJvms;
import dev.fiberscope.recordings.text.Times;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fiberscope list} */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "List the JVMs of this machine and what each can tell of its fibers.",
      "Nothing is asked of them, nothing changes in them."
    })
final class ListCommand implements Callable<Integer> {
  private static final String LINE = "%8s  %-28s  %-10s  %-10s  %-10s  %s%n";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<LocalJvm> jvms = LocalJvms.list().stream().filter(jvm -> !jvm.own()).toList();
    if (jvms.isEmpty()) {
      out.println("No JVM runs on this machine, or none that this user may see.");
      return 0;
    }
    out.printf(LINE, "PID", "WHAT RUNS", "JDK", "UP", "USER", "CAN TELL");
    for (LocalJvm jvm : jvms) {
      out.printf(
          LINE,
          jvm.pid(),
          shortened(jvm.name() + (jvm.container() ? " (container)" : ""), 28),
          jvm.version().text(),
          jvm.started().map(ListCommand::up).orElse(""),
          shortened(jvm.user(), 10),
          jvm.refusal().orElse(tells(jvm)));
    }
    return 0;
  }

  private static String tells(LocalJvm jvm) {
    return jvm.version().tells() == JvmVersion.Tells.NOT_KNOWN
        ? "what it can tell is seen once it is attached to"
        : jvm.version().tells().text();
  }

  private static String up(Instant started) {
    return Times.rough(Duration.between(started, Instant.now()));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
  }
}
