package dev.fiberscope.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks for files. */
final class FileDialogs {
  private FileDialogs() {}

  /** Which recording to open. */
  static Optional<Path> recording(Window window) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open a recording");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "JFR recordings", "*.jfr", "*.jfr.*", "*.zip", "*.gz", "*.lz4", "*.zst"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
  }

  /** Any file, for what it is asked. */
  static Optional<Path> any(Window window, String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
  }

  /** Where to save something. */
  static Optional<Path> save(Window window, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save");
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(window)).map(File::toPath);
  }
}
