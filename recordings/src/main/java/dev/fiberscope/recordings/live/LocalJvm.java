package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A JVM on this machine, as far as it tells without being attached to.
 *
 * @param name what runs, in a word: the jar or the main class without its package
 * @param commandLine the main class or jar and its arguments; empty if not known
 * @param home of its JDK, as it sees it; empty if not known
 * @param user whose process it is; empty if not known
 * @param started when it began; empty if not known
 * @param container true if it lives in a mount namespace of its own
 * @param own true if it is the one that asks
 * @param refusal why it cannot be attached to, and what to do about it; empty if it can
 */
public record LocalJvm(
    long pid,
    String name,
    String commandLine,
    JvmVersion version,
    Optional<Path> home,
    String user,
    Optional<Instant> started,
    boolean container,
    boolean own,
    Optional<String> refusal)
    implements Target {
  @Override
  public String place() {
    return "pid " + pid;
  }

  @Override
  public LiveSource record(Level level) throws AttachException {
    return LocalSource.start(this, level);
  }

  /** Why no JVM of the same JDK can try the agent before this one does; empty if one can. */
  Optional<String> unrehearsed() {
    if (container) {
      return Optional.of("its JDK lives in a container");
    }
    if (home.isEmpty()) {
      return Optional.of("it does not tell where its JDK is");
    }
    Path java = Rehearsal.java(home.get());
    return Files.isExecutable(java)
        ? Optional.empty()
        : Optional.of("there is no " + java + " to run");
  }

  /** The jar or the main class of a command line, without folder or package. */
  static String nameOf(String commandLine) {
    String[] words = commandLine.strip().split("\\s+", 3);
    // java File.java is a compiler that runs what it compiled.
    String first = words.length > 1 && words[0].contains("javac.launcher.") ? words[1] : words[0];
    String file = first.substring(first.lastIndexOf('/') + 1);
    // A module is given as module/class.
    return file.endsWith(".jar") || file.endsWith(".java") || file.isEmpty()
        ? file
        : file.substring(file.lastIndexOf('.') + 1);
  }
}
