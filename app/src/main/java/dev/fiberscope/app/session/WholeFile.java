package dev.fiberscope.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there when they are whole, or stay what they were. */
public final class WholeFile {
  /** Fills a file. */
  @FunctionalInterface
  public interface Filling {
    void fill(Path file) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file, and the folder it is to be in.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Filling filling) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path part;
    try {
      Files.createDirectories(folder);
      part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    } catch (IOException refused) {
      throw new IOException("Nothing can be written into the folder " + folder + ".", refused);
    }
    try {
      filling.fill(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
