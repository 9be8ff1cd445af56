package dev.fiberscope.app.session;

import dev.fiberscope.recordings.source.UserFolder;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What is remembered from one start to the next: the theme, the window's size, the recordings
 * opened last. Kept in one file of the user's configuration folder; if that cannot be read or
 * written, the window works without a memory.
 */
public final class Settings {
  private static final int MOST_RECENT = 8;
  private static final String RECENT = "recent.";

  private final Path file;
  private final Properties values = new Properties();

  public Settings(Path file) {
    this.file = file;
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        values.load(in);
      } catch (IOException | IllegalArgumentException unreadable) {
        values.clear();
      }
    }
  }

  /**
   * Where settings are kept on this system.
   *
   * @param environment as {@link System#getenv()}
   */
  public static Path defaultFile(Map<String, String> environment, Path home) {
    return UserFolder.CONFIGURATION.of(environment, home).resolve("settings.properties");
  }

  /** The folder that everything remembered is in. */
  public Path folder() {
    return file.toAbsolutePath().getParent();
  }

  public String get(String name, String otherwise) {
    return values.getProperty(name, otherwise);
  }

  /** A remembered number, {@code otherwise} if there is none or it is no number. */
  public double number(String name, double otherwise) {
    try {
      return Double.parseDouble(values.getProperty(name, ""));
    } catch (NumberFormatException none) {
      return otherwise;
    }
  }

  public void put(String name, String value) {
    values.setProperty(name, value);
    save();
  }

  /** The recordings opened last that still exist, the newest first. */
  public List<Path> recentFiles() {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < MOST_RECENT; i++) {
      try {
        Path path = Path.of(values.getProperty(RECENT + i, ""));
        if (Files.isRegularFile(path)) {
          files.add(path);
        }
      } catch (InvalidPathException edited) {
        // Not ours; the next opened recording writes the list anew.
      }
    }
    return files;
  }

  public void opened(Path recording) {
    Path absolute = recording.toAbsolutePath().normalize();
    List<Path> files = recentFiles();
    files.remove(absolute);
    files.addFirst(absolute);
    for (int i = 0; i < MOST_RECENT; i++) {
      values.setProperty(RECENT + i, i < files.size() ? files.get(i).toString() : "");
    }
    save();
  }

  private void save() {
    try {
      Files.createDirectories(file.getParent());
      try (Writer out = Files.newBufferedWriter(file)) {
        values.store(out, null);
      }
    } catch (IOException readOnly) {
      // Not worth a message: everything but the memory works.
    }
  }
}
