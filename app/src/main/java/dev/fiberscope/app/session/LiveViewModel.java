package dev.fiberscope.app.session;

import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LiveRecording;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The JVM that is watched, and how its session comes to the window. */
public final class LiveViewModel {
  private final SessionModel model;
  private final Background attaching;
  private final Background presenting;
  private final Consumer<String> problem;
  private final Consumer<OpenSession> finished;
  private final ReadOnlyObjectWrapper<LiveRecording> live = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<SchedulerState> scheduler = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ThreadSnapshot> snapshot = new ReadOnlyObjectWrapper<>();
  private final SteppingViewModel stepping;
  private Object watching = new Object();
  private Object over = new Object();
  private volatile Path file = Path.of("");
  // Of the session that is shown; another one may follow while the same JVM is watched.
  private volatile Object reading = new Object();
  private volatile Instant begin = Instant.MIN;
  private Optional<OpenSession> waiting = Optional.empty();
  private Optional<Runnable> next = Optional.empty();

  /**
   * @param attaching what is done one at a time in the window
   * @param presenting where sessions get what the window needs to show them
   * @param problem told what goes wrong, in sentences
   * @param finished takes the session of a JVM that is watched no longer
   */
  LiveViewModel(
      SessionModel model,
      Background attaching,
      Background presenting,
      Consumer<String> problem,
      Consumer<OpenSession> finished) {
    this.model = model;
    this.attaching = attaching;
    this.presenting = presenting;
    this.problem = problem;
    this.finished = finished;
    stepping = new SteppingViewModel(attaching, problem);
    model.openProperty().addListener((_, _, open) -> opened(open));
  }

  /** The JVM that is watched; null if none is. */
  public ReadOnlyObjectProperty<LiveRecording> liveProperty() {
    return live.getReadOnlyProperty();
  }

  public boolean isLive() {
    return live.get() != null;
  }

  /** What is watched, in a few words. */
  public String told() {
    return live.get().told();
  }

  /** True while the picture stands still and what comes is kept for later. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** How the fibers of an engine of our own are stepped. */
  public SteppingViewModel stepping() {
    return stepping;
  }

  /** What the scheduler of the JVM said last; null if it does not tell. */
  public ReadOnlyObjectProperty<SchedulerState> schedulerProperty() {
    return scheduler.getReadOnlyProperty();
  }

  /** The snapshot that was taken last; null if none was. */
  public ReadOnlyObjectProperty<ThreadSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /**
   * Begins to watch a JVM; what is open stays until there is something to show.
   *
   * @param time how long; until one detaches if empty
   */
  public void attach(AttachPlan plan, Optional<Duration> time) {
    forget();
    problem.accept("");
    Object mine = new Object();
    watching = mine;
    file = plan.file();
    attaching.start(
        "Attaching to " + plan.target().name() + ", " + plan.target().place(),
        _ ->
            LiveRecording.start(
                plan.target().record(plan.level()),
                plan.file(),
                plan.limits(),
                watcher(mine, time)),
        started -> {
          // It may have ended before it was handed over.
          if (watching == mine && over != mine) {
            paused.set(false);
            scheduler.set(null);
            live.set(started);
          } else {
            close(started);
          }
        },
        failure -> {
          problem.accept(ErrorSentence.of(failure));
          stepping.end();
        });
  }

  /** Begins to watch an engine, whose fibers are held. */
  void attach(SteppedEngine started, AttachPlan plan) {
    attach(plan, Optional.empty());
    stepping.begin(started);
  }

  private LiveRecording.Watcher watcher(Object mine, Optional<Duration> time) {
    Instant began = Instant.now();
    return new LiveRecording.Watcher() {
      @Override
      public void grown(Session session) {
        onWindow(mine, () -> present(mine, session, true));
        if (time.filter(most -> Duration.between(began, Instant.now()).compareTo(most) > 0)
            .isPresent()) {
          onWindow(mine, LiveViewModel.this::detach);
        }
      }

      @Override
      public void scheduler(Instant at, SchedulerState state) {
        onWindow(mine, () -> scheduler.set(state));
      }

      @Override
      public void stuck(ThreadSnapshot taken) {
        onWindow(mine, () -> snapshot.set(taken));
      }

      @Override
      public void told(String sentence) {
        onWindow(mine, () -> problem.accept(sentence));
      }

      @Override
      public void ended(Optional<Session> session, Optional<String> reason) {
        onWindow(mine, () -> LiveViewModel.this.ended(mine, session, reason));
      }
    };
  }

  private void onWindow(Object mine, Runnable run) {
    presenting.later(
        () -> {
          if (watching == mine) {
            run.run();
          }
        });
  }

  /** Shows a session as soon as the one before is ready; those in between are not shown. */
  private void present(Object mine, Session session, boolean more) {
    Runnable start =
        () ->
            presenting.start(
                "Showing what came",
                _ -> OpenSession.of(file, readingOf(session), session, more),
                open -> {
                  if (watching == mine) {
                    presented(open, more);
                  }
                  next.ifPresent(
                      then -> {
                        next = Optional.empty();
                        then.run();
                      });
                });
    if (presenting.doingProperty().get().isEmpty()) {
      start.run();
    } else {
      next = Optional.of(start);
    }
  }

  /** One that begins later is another one: its fibers have other rows. */
  private Object readingOf(Session session) {
    if (!session.begin().equals(begin)) {
      begin = session.begin();
      reading = new Object();
    }
    return reading;
  }

  private void presented(OpenSession open, boolean more) {
    if (!more) {
      paused.set(false);
      waiting = Optional.empty();
      live.set(null);
      stepping.end();
      finished.accept(open);
    } else if (paused.get()) {
      waiting = Optional.of(open);
    } else {
      model.show(open);
    }
  }

  private void ended(Object mine, Optional<Session> session, Optional<String> reason) {
    reason.ifPresent(
        sentence ->
            problem.accept(
                sentence
                    + (session.isPresent()
                        ? " What was received is saved in " + file + "."
                        : " Nothing was received.")));
    over = mine;
    if (session.isPresent()) {
      present(mine, session.get(), false);
    } else {
      live.set(null);
      stepping.end();
    }
  }

  private void opened(OpenSession open) {
    if (isLive() && open != null && open.reading() != reading) {
      forget();
    }
  }

  /** Lets the picture stand still, or go on where the JVM is now. */
  public void togglePause() {
    if (!isLive()) {
      return;
    }
    paused.set(!paused.get());
    if (!paused.get()) {
      waiting.ifPresent(model::show);
      waiting = Optional.empty();
    }
  }

  /** Stops watching; what it told last is saved, but something else is shown. */
  private void forget() {
    if (isLive()) {
      close(live.get());
    }
    watching = new Object();
    waiting = Optional.empty();
    next = Optional.empty();
    live.set(null);
    stepping.end();
  }

  /** Stops watching; the session stays as a recorded one. */
  public void detach() {
    if (isLive()) {
      close(live.get());
    } else {
      watching = new Object();
    }
  }

  private void close(LiveRecording recording) {
    // Stopping a recording takes the JVM a while.
    Thread.ofPlatform().name("fiberscope-detach").start(recording::close);
  }

  /** Stops watching and returns when the JVM is let go. */
  public void closeNow() {
    if (isLive()) {
      live.get().close();
    }
    stepping.end();
  }

  /** Takes a snapshot of all threads of the JVM. */
  public void takeSnapshot() {
    LiveRecording recording = live.get();
    if (recording == null) {
      return;
    }
    Object mine = watching;
    Thread.ofPlatform()
        .daemon()
        .name("fiberscope-snapshot")
        .start(
            () -> {
              try {
                ThreadSnapshot taken = recording.snapshot();
                onWindow(mine, () -> snapshot.set(taken));
              } catch (AttachException refused) {
                onWindow(mine, () -> problem.accept(refused.getMessage()));
              }
            });
  }
}
