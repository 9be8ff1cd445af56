package dev.fiberscope.app.shell;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The one way onto JavaFX's thread. */
public final class UiThread implements Executor {
  @Override
  public void execute(Runnable command) {
    Platform.runLater(command);
  }
}
