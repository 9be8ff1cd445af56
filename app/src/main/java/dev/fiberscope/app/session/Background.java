package dev.fiberscope.app.session;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Runs one slow thing at a time beside the window; the next one cancels the one before. */
public final class Background {
  /** The share of what is being done that is done, if nobody knows it. */
  public static final double UNKNOWN_SHARE = -1;

  /** Something slow. */
  @FunctionalInterface
  public interface Work<T> {
    T call(Task task) throws Exception;
  }

  private final Executor workers;
  private final Executor ui;
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(UNKNOWN_SHARE);
  private Future<?> current;
  private int number;

  /**
   * @param workers where slow things run
   * @param ui where their results are handed over
   */
  public Background(Executor workers, Executor ui) {
    this.workers = workers;
    this.ui = ui;
  }

  /** For other things, one at a time, which do not stop those of this one. */
  public Background another() {
    return new Background(workers, ui);
  }

  /** What is being done, in words; empty if nothing is. */
  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  /** How much of it is done, from 0 to 1, or {@link #UNKNOWN_SHARE}. */
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  /**
   * Starts something.
   *
   * @param what shown while it runs
   */
  public <T> void start(String what, Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    cancel();
    int mine = ++number;
    doing.set(what);
    share.set(UNKNOWN_SHARE);
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              try {
                T result = work.call(new Task(mine));
                ui.execute(() -> finish(mine, () -> done.accept(result)));
              } catch (CancellationException | InterruptedException stopped) {
                ui.execute(() -> finish(mine, () -> {}));
              } catch (Throwable problem) {
                // Errors too, such as a heap that is too small: nobody else would tell.
                ui.execute(() -> finish(mine, () -> failed.accept(problem)));
              }
              return null;
            });
    current = running;
    workers.execute(running);
  }

  /** What runs, as it sees the window. Callable from any thread; nothing happens once it ended. */
  public final class Task {
    private final int mine;

    private Task(int mine) {
      this.mine = mine;
    }

    /** Tells what it does now. */
    public void progress(String what) {
      progress(what, UNKNOWN_SHARE);
    }

    /**
     * Tells how far it is.
     *
     * @param done from 0 to 1
     */
    public void progress(String what, double done) {
      show(
          () -> {
            doing.set(what);
            share.set(done);
          });
    }

    /** Shows something of its result before it is done. */
    public void show(Runnable part) {
      ui.execute(
          () -> {
            if (mine == number) {
              part.run();
            }
          });
    }
  }

  private void finish(int which, Runnable then) {
    if (which == number) {
      number++;
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
