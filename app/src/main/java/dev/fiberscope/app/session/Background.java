package dev.fiberscope.app.session;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Runs one slow thing at a time beside the window; the next one cancels the one before. */
public final class Background {
  private final ExecutorService workers;
  private final Executor ui;
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private Future<?> current;
  private int number;

  /**
   * @param workers where slow things run
   * @param ui where their results are handed over
   */
  public Background(ExecutorService workers, Executor ui) {
    this.workers = workers;
    this.ui = ui;
  }

  /** What is being done, in words; empty if nothing is. */
  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  /**
   * Starts something.
   *
   * @param what shown while it runs
   */
  public <T> void start(
      String what, Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    cancel();
    int mine = ++number;
    doing.set(what);
    current =
        workers.submit(
            () -> {
              try {
                T result = work.call();
                ui.execute(() -> finish(mine, () -> done.accept(result)));
              } catch (CancellationException | InterruptedException stopped) {
                ui.execute(() -> finish(mine, () -> {}));
              } catch (Throwable problem) {
                // Errors too, such as a heap that is too small: nobody else would tell.
                ui.execute(() -> finish(mine, () -> failed.accept(problem)));
              }
            });
  }

  /** Tells how far the running thing is; callable from any thread. */
  public void progress(String what) {
    ui.execute(
        () -> {
          if (!doing.get().isEmpty()) {
            doing.set(what);
          }
        });
  }

  private void finish(int which, Runnable then) {
    if (which == number) {
      doing.set("");
      then.run();
    }
  }

  /** Stops what runs, if anything does. */
  public void cancel() {
    if (current != null) {
      current.cancel(true);
      number++;
      doing.set("");
    }
  }
}
