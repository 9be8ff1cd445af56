package dev.fiberscope.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Files that somebody drops onto the window. */
final class FileDrops {
  private FileDrops() {}

  /** Gives what is dropped onto a node to whoever takes it. */
  static void onto(Node node, Consumer<List<Path>> taker) {
    node.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    node.setOnDragDropped(
        event -> {
          if (event.getDragboard().hasFiles()) {
            taker.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
          }
          event.consume();
        });
  }
}
