package dev.fiberscope.app.table;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.WholeFile;
import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Saves tables beside the window. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Writes a table into a file, which is there when it is whole.
   *
   * @param saving where; whatever else is saved there is given up
   * @param failed told, in a sentence, that it could not be written
   */
  public static void save(Rows rows, Path file, Background saving, Consumer<String> failed) {
    saving.start(
        "Saving " + file.getFileName(),
        _ -> {
          WholeFile.write(file, part -> write(rows, part));
          return file;
        },
        _ -> {},
        problem -> failed.accept("The table was not saved: " + ErrorSentence.of(problem)));
  }

  private static void write(Rows rows, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      Csv.write(rows, out);
    }
  }
}
