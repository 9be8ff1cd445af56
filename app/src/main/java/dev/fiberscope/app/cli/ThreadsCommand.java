package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.live.Agent;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.LocalJvms;
import dev.fiberscope.recordings.live.ThreadDumps;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotThread;
import dev.fiberscope.recordings.threads.StackGroup;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.Stalls;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope threads PID} */
@Command(
    name = "threads",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Tell what every thread of a JVM does now, parked fibers too, and what does not get on:",
      "deadlocks, carriers that are held, who has what others wait for.",
      "On JDK 25 and later; 21 tells stack traces only.",
      "",
      "Exit code 1 if there is a deadlock, or nobody can run."
    })
final class ThreadsCommand implements Callable<Integer> {
  private static final int HANGS = 1;
  private static final int MOST_NAMES = 6;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PID|FILE",
      description = "A JVM of this machine, or a thread dump in JSON that was saved.")
  private String target;

  @Option(
      names = "--stack",
      paramLabel = "N",
      description = "Methods of each stack trace; 0 for none.")
  private int methods = 12;

  @Option(names = "--fibers", description = "Fibers only, without the platform threads.")
  private boolean fibersOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Keep the thread dump too, in JSON.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--deep",
      description = {
        "Load an agent into the JVM (21 and later) that reads who owns each lock and on which carrier",
        "each fiber is; asks before."
      })
  private boolean deep;

  @Option(names = "--yes", description = "Agree to what --deep asks.")
  private boolean agreed;

  @Override
  public Integer call() throws AttachException, IOException {
    byte[] json = target.matches("\\d+") ? look(Long.parseLong(target)) : saved(Path.of(target));
    if (output.isPresent()) {
      Files.write(output.get(), json);
    }
    ThreadSnapshot snapshot = ThreadDumps.read(json);
    PrintWriter out = spec.commandLine().getOut();
    summary(snapshot, out);
    List<Stall> stalls = Stalls.of(snapshot);
    stalls.forEach(stall -> print(stall, out));
    if (stalls.isEmpty()) {
      out.println(
          snapshot.hasStates()
              ? "Nothing is seen that does not get on."
              : "This JVM tells stack traces only; JDK 25 and later tell who waits for what, and"
                  + " --deep does of 21 and later.");
      out.println();
    }
    groups(snapshot, out);
    out.flush();
    return stalls.stream().anyMatch(Stall::isHang) ? HANGS : 0;
  }

  private byte[] look(long pid) throws AttachException {
    LocalJvm jvm = LocalJvms.find(pid);
    if (!deep) {
      return ThreadDumps.of(jvm);
    }
    if (!agreed) {
      Agreement.ask(spec, Agent.agreement(jvm), "without --deep nothing is asked");
    }
    return ThreadDumps.deep(jvm);
  }

  private static byte[] saved(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no file " + file + ", and it is no pid; fiberscope list shows the JVMs.");
    }
    byte[] bytes = Files.readAllBytes(file);
    String begin = new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.UTF_8);
    if (!begin.stripLeading().startsWith("{")) {
      throw new IOException(
          file + " is no thread dump in JSON (jcmd PID Thread.dump_to_file -format=json FILE).");
    }
    return bytes;
  }

  private static void summary(ThreadSnapshot snapshot, PrintWriter out) {
    long mounted = snapshot.threads().stream().filter(SnapshotThread::isMounted).count();
    int fibers = snapshot.fibers().size();
    out.println(
        Numbers.count(fibers, "fiber")
            + ", "
            + Numbers.count(snapshot.threads().size() - fibers, "platform thread")
            + (snapshot.jvm().isEmpty() ? "" : ", JDK " + snapshot.jvm())
            + ", "
            + snapshot.time());
    if (snapshot.scheduler().isPresent()) {
      SchedulerState scheduler = snapshot.scheduler().get();
      out.println(
          mounted
              + " of "
              + Numbers.count(scheduler.parallelism(), "carrier")
              + " held, "
              + Numbers.count(scheduler.queued(), "fiber")
              + " queued for one");
    }
    out.println();
  }

  private static void print(Stall stall, PrintWriter out) {
    out.println("* " + stall.title());
    out.println("  " + stall.sentence());
    stall
        .chain()
        .forEach(
            line -> out.println("    " + line.text() + (line.inferred() ? " (inferred)" : "")));
    out.println();
  }

  private void groups(ThreadSnapshot snapshot, PrintWriter out) {
    for (StackGroup group : StackGroup.of(snapshot)) {
      List<SnapshotThread> threads = group.threads();
      SnapshotThread first = threads.getFirst();
      if (fibersOnly && !first.fiber()) {
        continue;
      }
      out.println(
          threads.size() == 1 ? group.doing() : threads.size() + " \u00d7 " + group.doing());
      if (threads.size() > 1) {
        out.println(
            "  "
                + threads.stream()
                    .limit(MOST_NAMES)
                    .map(SnapshotThread::told)
                    .collect(Collectors.joining(", "))
                + (threads.size() > MOST_NAMES ? ", \u2026" : ""));
      }
      first.stack().stream().limit(methods).forEach(method -> out.println("    " + method));
      int more = first.stack().size() - methods;
      if (methods > 0 && more > 0) {
        out.println("    \u2026 " + more + " more");
      }
    }
  }
}
