package dev.fiberscope.recordings.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other JDKs of this machine; JDK17_HOME and JDK21_HOME name some too. */
public final class OtherJdks {
  private OtherJdks() {}

  /** The {@code java} of a JDK of that feature release. */
  public static Optional<Path> java(int feature) throws IOException {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(System.getenv("JDK" + feature + "_HOME"))
        .map(Path::of)
        .ifPresent(homes::add);
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(installed)) {
        // One without a compiler runs no source file.
        each.forEach(
            home -> {
              if (Files.exists(home.resolve("bin/javac"))) {
                homes.add(home);
              }
            });
      }
    }
    return homes.stream()
        .filter(home -> isOf(home, feature))
        .map(h -> h.resolve("bin/java"))
        .findFirst();
  }

  private static boolean isOf(Path home, int feature) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.anyMatch(line -> line.startsWith("JAVA_VERSION=\"" + feature + "."));
    } catch (IOException none) {
      return false;
    }
  }

  /** A JVM of that feature release that runs a program; the test is skipped where there is none. */
  static TargetJvm start(int feature, Path folder, String name, String program) throws IOException {
    Optional<Path> java = java(feature);
    assumeTrue(java.isPresent(), "no JDK " + feature + " on this machine");
    return TargetJvm.startSource(
        java.get(), Files.writeString(folder.resolve(name + ".java"), program));
  }
}
