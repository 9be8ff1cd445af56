package dev.fiberscope.app;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.shell.PictureFile;
import dev.fiberscope.app.shell.UiThread;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/** Draws a scene into a PNG without a display, on the platform that JavaFX has for that. */
final class Snapshot {
  private static boolean isStarted;

  private Snapshot() {}

  /**
   * A workspace that opens nothing and remembers nothing.
   *
   * @param beside where slow things run
   */
  static Workspace workspace(SessionModel model, Background beside) {
    Path noSettings = Path.of(System.getProperty("java.io.tmpdir"), "fiberscope-snapshot", "none");
    return new Workspace(
        model,
        beside,
        new Settings(noSettings),
        _ -> {
          throw new IllegalStateException("a snapshot runs no demo");
        });
  }

  /** Gives every node of a scene that no window shows its place. */
  static void layout(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  /** Builds a scene on JavaFX's thread and writes its picture. */
  static void write(Path png, Callable<Scene> build) throws Exception {
    PictureFile.save(headless(() -> picture(build.call())), png);
  }

  /** Does something on JavaFX's thread, on the platform that needs no display. */
  private static synchronized <T> T headless(Callable<T> work) throws Exception {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    CompletableFuture<T> result = new CompletableFuture<>();
    PrintStream err = System.err;
    // JavaFX 26's headless platform prints a harmless IllegalStateException when it starts.
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      if (isStarted) {
        new UiThread().execute(() -> complete(result, work));
      } else {
        isStarted = true;
        Platform.startup(() -> complete(result, work));
      }
      return result.get();
    } finally {
      System.setErr(err);
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable problem) {
      // Errors too: whoever waits for the result must not wait for ever.
      result.completeExceptionally(problem);
    }
  }

  private static WritableImage picture(Scene scene) {
    layout(scene);
    // Some nodes learn their size in the first pass and lay out what is in them in the next.
    layout(scene);
    return scene.snapshot(null);
  }
}
