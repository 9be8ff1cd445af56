package dev.fiberscope.app.session;

import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/**
 * Marks of recordings, one file for each in a folder. A recording is known by the moment it began,
 * so that a copy, or a later dump of the same one, has the same marks.
 */
public final class MarkStore {
  private static final String TIME = "time.";
  private static final String NOTE = "note.";

  private final Path folder;

  public MarkStore(Path folder) {
    this.folder = folder;
  }

  private Path file(Session session) {
    return folder.resolve(session.begin().toString().replace(':', '-') + ".properties");
  }

  /** The marks kept for a recording by time; none if there is no file that can be read. */
  public List<Mark> load(Session session) {
    Properties values = new Properties();
    try (Reader in = Files.newBufferedReader(file(session))) {
      values.load(in);
    } catch (IOException | IllegalArgumentException none) {
      return List.of();
    }
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; values.containsKey(TIME + i); i++) {
      try {
        long time = Long.parseLong(values.getProperty(TIME + i).strip());
        marks.add(new Mark(time, values.getProperty(NOTE + i, ""), true));
      } catch (NumberFormatException edited) {
        // The others are still good.
      }
    }
    marks.sort(Comparator.comparingLong(Mark::time));
    return marks;
  }

  /**
   * Keeps those of the marks that are to be kept.
   *
   * @throws IOException if they cannot be written
   */
  public void save(Session session, List<Mark> marks) throws IOException {
    Properties values = new Properties();
    List<Mark> kept = marks.stream().filter(Mark::kept).toList();
    for (int i = 0; i < kept.size(); i++) {
      values.setProperty(TIME + i, String.valueOf(kept.get(i).time()));
      values.setProperty(NOTE + i, kept.get(i).note());
    }
    if (kept.isEmpty()) {
      Files.deleteIfExists(file(session));
      return;
    }
    Files.createDirectories(folder);
    try (Writer out = Files.newBufferedWriter(file(session))) {
      values.store(out, "Marks of " + session.name());
    }
  }
}
