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

  private static final long PAUSE_MILLIS = 120;

  private final Executor workers;
  private final Executor ui;
  private final Consumer<Throwable> failed;
  private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(UNKNOWN_SHARE);
  private Future<?> current;
  private int number;

  /**
   * @param workers where slow things run
   * @param ui where their results are handed over
   */
  public Background(Executor workers, Executor ui) {
    this(
        workers,
        ui,
        problem -> {
          throw new IllegalStateException(problem);
        });
  }

  private Background(Executor workers, Executor ui, Consumer<Throwable> failed) {
    this.workers = workers;
    this.ui = ui;
    this.failed = failed;
  }

  /**
   * For other things, one at a time, which do not stop those of this one.
   *
   * @param told what went wrong where nobody else is told
   */
  Background another(Consumer<Throwable> told) {
    return new Background(workers, ui, told);
  }

  /** What is being done, in words; empty if nothing is. */
  public ReadOnlyStringProperty doingProperty() {
    return doing.getReadOnlyProperty();
  }

  /** How much of it is done, from 0 to 1, or {@link #UNKNOWN_SHARE}. */
  public ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  /** Starts something once nothing else was started for a moment, for what comes many at a time. */
  public <T> void startSoon(
      String what, Work<T> work, Consumer<T> done, Consumer<Throwable> whenFailed) {
    start(
        what,
        task -> {
          Thread.sleep(PAUSE_MILLIS);
          return work.call(task);
        },
        done,
        whenFailed);
  }

  /** Starts something; who is told of failures is told. */
  public <T> void start(String what, Work<T> work, Consumer<T> done) {
    start(what, work, done, failed);
  }

  /**
   * Starts something.
   *
   * @param what shown while it runs
   * @param done takes the result; one that nobody waits for any more is closed if it can be
   */
  public <T> void start(
      String what, Work<T> work, Consumer<T> done, Consumer<Throwable> whenFailed) {
    cancel();
    int mine = ++number;
    doing.set(what);
    share.set(UNKNOWN_SHARE);
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              try {
                T result = work.call(new Task(mine));
                ui.execute(() -> handOver(mine, result, done));
              } catch (CancellationException | InterruptedException stopped) {
                ui.execute(() -> finish(mine, () -> {}));
              } catch (Throwable problem) {
                // Errors too, such as a heap that is too small: nobody else would tell.
                ui.execute(() -> finish(mine, () -> whenFailed.accept(problem)));
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

  private <T> void handOver(int which, T result, Consumer<T> done) {
    if (which != number && result instanceof AutoCloseable unwanted) {
      try {
        unwanted.close();
      } catch (Exception cannotClose) {
        failed.accept(cannotClose);
      }
    }
    finish(which, () -> done.accept(result));
  }

  private void finish(int which, Runnable then) {
    if (which == number) {
      number++;
      doing.set("");
      then.run();
    }
  }

  /** Does something where results are handed over. Callable from any thread. */
  public void later(Runnable run) {
    ui.execute(run);
  }

  /** Tells what went wrong, for those who have something to do about it themselves as well. */
  public void tell(Throwable problem) {
    failed.accept(problem);
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
