package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.WholeFile;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.table.CsvFile;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.perfetto.PerfettoTrace;
import dev.fiberscope.recordings.store.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/** Saves what shows for other programs: as a picture, as a table, or all of it as a trace. */
final class Exports {
  private final Workspace workspace;
  private final SessionModel model;
  private final Supplier<Scene> scene;

  Exports(Workspace workspace, SessionModel model, Supplier<Scene> scene) {
    this.workspace = workspace;
    this.model = model;
    this.scene = scene;
  }

  /** The window as it is. */
  void picture() {
    WritableImage picture = scene.get().snapshot(null);
    ask("fiberscope.png").ifPresent(png -> save(png, () -> PictureFile.save(picture, png)));
  }

  /**
   * What a place shows, as CSV.
   *
   * @param rows empty if that is nothing now
   */
  void table(Place place, Optional<Rows> rows) {
    rows.ifPresentOrElse(
        table -> table(place.text().toLowerCase(Locale.ROOT), table),
        () -> workspace.tell(place.text() + " shows nothing that can be saved as a table now."));
  }

  /**
   * A table as CSV.
   *
   * @param what it is of, in a word
   */
  void table(String what, Rows rows) {
    ask(stem() + "-" + what + ".csv")
        .ifPresent(csv -> CsvFile.save(rows, csv, workspace.beside(), workspace::tell));
  }

  /** All of the session, for ui.perfetto.dev. */
  void trace() {
    if (model.open() == null) {
      workspace.tell("Open a recording to save it as a trace for ui.perfetto.dev.");
      return;
    }
    Session session = model.open().session();
    ask(stem() + ".pftrace")
        .ifPresent(
            file ->
                save(
                    file, () -> WholeFile.write(file, part -> PerfettoTrace.write(session, part))));
  }

  /** The name of the recording without its ending. */
  private String stem() {
    OpenSession open = model.open();
    return open == null ? "fiberscope" : open.file().getFileName().toString().split("\\.")[0];
  }

  private Optional<Path> ask(String name) {
    return FileDialogs.save(scene.get().getWindow(), name);
  }

  @FunctionalInterface
  private interface Saving {
    void save() throws IOException;
  }

  private void save(Path file, Saving saving) {
    Background beside = workspace.beside();
    beside.start(
        "Saving " + file.getFileName(),
        _ -> {
          saving.save();
          return file;
        },
        _ -> {},
        problem ->
            workspace.tell(file.getFileName() + " was not saved: " + ErrorSentence.of(problem)));
  }
}
