package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.UserFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * JDKs that have rehearsed this agent well, whichever Fiberscope saw it: a file with a line for
 * each. A JDK that was updated, or another agent, is not the same.
 */
final class Rehearsed {
  private final Path file;

  Rehearsed(Path file) {
    this.file = file;
  }

  /**
   * Where it is kept on this system.
   *
   * @param environment as {@link System#getenv()}
   */
  static Path defaultFile(Map<String, String> environment, Path home) {
    return UserFolder.CACHE.of(environment, home).resolve("rehearsed");
  }

  /**
   * What tells a JDK with an agent from others; empty if this home does not look like one, so that
   * it is rehearsed each time.
   */
  static Optional<String> key(Path home, InputStream agent) throws IOException {
    Path modules = home.resolve("lib/modules");
    if (!Files.isRegularFile(modules)) {
      return Optional.empty();
    }
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(agent.readAllBytes());
      String told = home.toRealPath() + " " + Files.size(modules);
      told += " " + Files.getLastModifiedTime(modules).toMillis();
      hash.update(told.getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(hash.digest()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  boolean has(String key) {
    try {
      return Files.exists(file) && Files.readAllLines(file).contains(key);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Remembers it; where that cannot be written the next one rehearses again. */
  void add(String key) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException forgotten) {
      // Only time is lost.
    }
  }
}
