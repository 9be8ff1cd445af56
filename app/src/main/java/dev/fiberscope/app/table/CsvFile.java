package dev.fiberscope.app.table;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.export.Rows;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Saves tables beside the window. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Writes a table into a file.
   *
   * @param failed told, in a sentence, that it could not be written
   */
  public static void save(Rows rows, Path file, Background saving, Consumer<String> failed) {
    saving.start(
        "Saving " + file.getFileName(),
        _ -> {
          try (Writer out = Files.newBufferedWriter(file)) {
            Csv.write(rows, out);
          }
          return file;
        },
        _ -> {},
        problem -> failed.accept("Saving " + file + " failed: " + problem.getMessage()));
  }
}
