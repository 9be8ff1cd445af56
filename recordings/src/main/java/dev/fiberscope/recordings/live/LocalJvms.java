package dev.fiberscope.recordings.live;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The JVMs of this machine, those in containers that share its processes among them. */
public final class LocalJvms {
  private static final Pattern LAUNCHER = Pattern.compile("(.*/)?javaw?(\\.exe)?");

  private LocalJvms() {}

  /** All that can be seen, the newest first. Nothing is asked of them. */
  public static List<LocalJvm> list() {
    Map<Long, String> commandLines = new TreeMap<>();
    for (VirtualMachineDescriptor each : VirtualMachine.list()) {
      if (each.id().matches("\\d+")) {
        commandLines.put(Long.parseLong(each.id()), each.displayName());
      }
    }
    // JVMs of other users, and those that keep no counters, are not in that list.
    ProcessHandle.allProcesses()
        .filter(LocalJvms::isLauncher)
        .forEach(process -> commandLines.putIfAbsent(process.pid(), ""));
    return commandLines.entrySet().stream()
        .flatMap(each -> ProcessHandle.of(each.getKey()).map(p -> of(p, each.getValue())).stream())
        .sorted(
            Comparator.comparing((LocalJvm jvm) -> jvm.started().orElse(Instant.MIN))
                .reversed()
                .thenComparing(LocalJvm::pid))
        .toList();
  }

  /**
   * One of them.
   *
   * @throws AttachException if there is no such process
   */
  public static LocalJvm find(long pid) throws AttachException {
    String commandLine =
        VirtualMachine.list().stream()
            .filter(each -> each.id().equals(String.valueOf(pid)))
            .map(VirtualMachineDescriptor::displayName)
            .findFirst()
            .orElse("");
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(
                () ->
                    new AttachException(
                        "There is no process "
                            + pid
                            + " on this machine (any more); fiberscope list shows the JVMs that"
                            + " there are."));
    return of(process, commandLine);
  }

  private static boolean isLauncher(ProcessHandle process) {
    return process.info().command().filter(c -> LAUNCHER.matcher(c).matches()).isPresent()
        || LAUNCHER.matcher(firstArgument(process)).matches();
  }

  /** Other users' programs are not told, but how they were called is. */
  private static String firstArgument(ProcessHandle process) {
    return process.info().commandLine().map(line -> line.split(" ", 2)[0]).orElse("");
  }

  private static LocalJvm of(ProcessHandle process, String commandLine) {
    long pid = process.pid();
    Optional<PerfCounters> counters = counters(pid);
    String user = process.info().user().orElse("");
    String called =
        counters.flatMap(each -> each.text("sun.rt.javaCommand")).orElse(commandLine).strip();
    boolean own = pid == ProcessHandle.current().pid();
    return new LocalJvm(
        pid,
        called.isEmpty() ? unnamed(process) : LocalJvm.nameOf(called),
        called,
        counters
            .flatMap(each -> each.text("java.property.java.vm.version"))
            .map(JvmVersion::of)
            .orElseGet(() -> versionOfHome(process)),
        counters
            .flatMap(each -> each.text("java.property.java.home"))
            .map(Path::of)
            .or(() -> home(process)),
        user,
        process.info().startInstant(),
        Namespaces.isContainer(pid),
        own,
        own
            ? Optional.of("This is Fiberscope itself: what it does to watch would be all it sees.")
            : refusal(pid, user, counters));
  }

  private static String unnamed(ProcessHandle process) {
    String program = process.info().command().orElseGet(() -> firstArgument(process));
    return program.isEmpty() ? "JVM" : program.substring(program.lastIndexOf('/') + 1);
  }

  private static Optional<String> refusal(long pid, String user, Optional<PerfCounters> counters) {
    String self = ProcessHandle.current().info().user().orElse("");
    if (!user.isEmpty() && !user.equals(self) && !self.equals("root")) {
      return Optional.of(
          "another user: run Fiberscope as " + (user.equals("root") ? "root" : user + " or root"));
    }
    if (Namespaces.isStopped(pid)) {
      return Optional.of("stopped: kill -CONT " + pid + " lets it go on");
    }
    boolean disabled =
        counters
            .flatMap(each -> each.text("sun.rt.jvmCapabilities"))
            .filter(each -> each.startsWith("0"))
            .isPresent();
    return disabled
        ? Optional.of("attach is disabled: start it without -XX:+DisableAttachMechanism")
        : Optional.empty();
  }

  private static Optional<PerfCounters> counters(long pid) {
    Path temporary = Namespaces.root(pid).resolve("tmp");
    String name = String.valueOf(Namespaces.innerPid(pid));
    try (DirectoryStream<Path> users = Files.newDirectoryStream(temporary, "hsperfdata_*")) {
      for (Path folder : users) {
        Path file = folder.resolve(name);
        if (Files.isReadable(file)) {
          return PerfCounters.read(file);
        }
      }
    } catch (IOException notThere) {
      // It keeps none, or somebody else's may not be read.
    }
    return Optional.empty();
  }

  /** The JDK whose program runs, if one does. */
  private static Optional<Path> home(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(Path::of)
        .filter(program -> program.getNameCount() > 2)
        .map(program -> program.getParent().getParent());
  }

  /** A JDK says its version in a file beside it. */
  private static JvmVersion versionOfHome(ProcessHandle process) {
    Optional<Path> release =
        home(process).map(home -> home.resolve("release")).filter(Files::isReadable);
    if (release.isEmpty()) {
      return JvmVersion.UNKNOWN;
    }
    try {
      return Files.readAllLines(release.get()).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .findFirst()
          .map(line -> JvmVersion.of(line.substring(line.indexOf('=') + 1).replace("\"", "")))
          .orElse(JvmVersion.UNKNOWN);
    } catch (IOException unreadable) {
      return JvmVersion.UNKNOWN;
    }
  }
}
