package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The agent of somebody else in OtherAgent.java, among the resources. */
final class OtherAgent {
  private static final String NAME = "OtherAgent";

  private OtherAgent() {}

  /** As a jar that JDK 21 reads. */
  static Path jar(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve(NAME + ".java");
    try (InputStream in = OtherAgent.class.getResourceAsStream(NAME + ".java")) {
      Files.copy(in, source);
    }
    Path classes = Files.createDirectories(folder.resolve("other"));
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    int failed =
        new ProcessBuilder(
                javac.toString(), "--release", "21", "-d", classes.toString(), source.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (failed != 0) {
      throw new IOException("javac says " + failed);
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", NAME);
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("other.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out, manifest);
        Stream<Path> all = Files.list(classes)) {
      for (Path each : all.toList()) {
        to.putNextEntry(new JarEntry(each.getFileName().toString()));
        Files.copy(each, to);
      }
    }
    return jar;
  }
}
