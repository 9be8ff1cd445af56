package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells of a process that may live in a container; elsewhere there are none. */
final class Namespaces {
  private static final Path PROC = Path.of("/proc");

  private Namespaces() {}

  /** True if what the process calls a file is not what we do. */
  static boolean isContainer(long pid) {
    try {
      Path mounts = Path.of("ns", "mnt");
      return !Files.readSymbolicLink(of(pid).resolve(mounts))
          .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(mounts)));
    } catch (IOException | UnsupportedOperationException notTold) {
      return false;
    }
  }

  /** The folder that a process calls the root of its files, as we call it. */
  static Path root(long pid) {
    return isContainer(pid) ? of(pid).resolve("root") : Path.of("/");
  }

  /** A file of a process, as we call it. */
  static Path file(long pid, String path) {
    return isContainer(pid)
        ? root(pid).resolve(path.startsWith("/") ? path.substring(1) : path)
        : Path.of(path);
  }

  /** What a process calls itself. */
  static long innerPid(long pid) {
    String numbers = statusLine(pid, "NSpid:");
    String[] each = numbers.split("\\s+");
    return numbers.isEmpty() ? pid : Long.parseLong(each[each.length - 1]);
  }

  /** True if it was stopped by a signal, or by a debugger. */
  static boolean isStopped(long pid) {
    String state = statusLine(pid, "State:");
    return state.startsWith("T") || state.startsWith("t");
  }

  private static String statusLine(long pid, String name) {
    try (Stream<String> lines = Files.lines(of(pid).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).strip())
          .findFirst()
          .orElse("");
    } catch (IOException | UncheckedIOException notTold) {
      return "";
    }
  }

  private static Path of(long pid) {
    return PROC.resolve(String.valueOf(pid));
  }
}
