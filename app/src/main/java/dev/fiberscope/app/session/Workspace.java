package dev.fiberscope.app.session;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.Ingest.Reader;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.live.AttachException;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.live.LocalJvms;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Opens recordings, runs the demo and watches JVMs, beside a window that keeps working. */
public final class Workspace {
  /** What the demo does beside the window. */
  @FunctionalInterface
  public interface Demo {
    /** Makes a recording; told where to report progress. */
    Path record(Consumer<String> progress) throws Exception;

    /** Starts an engine to be stepped. */
    default SteppedEngine stepped() throws Exception {
      throw new UnsupportedOperationException("There is no engine to step.");
    }
  }

  private final SessionModel model;
  private final Background background;
  private final Settings settings;
  private final Demo demo;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final LiveViewModel live;

  public Workspace(SessionModel model, Background background, Settings settings, Demo demo) {
    this.model = model;
    this.background = background;
    this.settings = settings;
    this.demo = demo;
    live = new LiveViewModel(model, background, beside(), problem::set, this::show);
    // It is there again even if this program dies.
    live.liveProperty()
        .subscribe(
            watched -> {
              if (watched != null) {
                settings.opened(watched.file());
              }
            });
  }

  /** For something slow that does not stop opening; what goes wrong in it is told here. */
  public Background beside() {
    return background.another(this::failed);
  }

  /** The last thing that went wrong, as a sentence; empty if nothing did. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Tells, in a sentence, that something beside opening went wrong. */
  public void tell(String sentence) {
    problem.set(sentence);
  }

  public void dismissProblem() {
    problem.set("");
  }

  /** The JVM that is watched. */
  public LiveViewModel live() {
    return live;
  }

  public Background background() {
    return background;
  }

  public Settings settings() {
    return settings;
  }

  /**
   * Reads a recording and shows it, parts of it on the way. The session that is open stays if
   * nothing of it can be read.
   */
  public void open(Path file) {
    open(file, Reader.OWN);
  }

  /** Reads a recording by a reader and shows it. */
  public void open(Path file, Reader reader) {
    problem.set("");
    background.start(
        "Reading " + file.getFileName(),
        task -> read(file, reader, task),
        this::show,
        this::failed);
  }

  /** Shows several recordings as one. */
  public void open(List<Path> files) {
    problem.set("");
    background.start(
        "Putting " + files.size() + " recordings together",
        _ -> RecordingFiles.joined(files),
        this::open,
        this::failed);
  }

  /** Shows a recording that came with Fiberscope. */
  public void open(Samples.Sample sample) {
    problem.set("");
    background.start(
        "Opening " + sample.file(), _ -> Samples.copy(sample), this::openUnlisted, this::failed);
  }

  /** Shows a recording that is not there any more the next time. */
  private void openUnlisted(Path file) {
    background.start(
        "Reading " + file.getFileName(),
        task -> read(file, Reader.OWN, task),
        model::show,
        this::failed);
  }

  /** Runs the demo workload in a JVM of its own and shows what it recorded. */
  public void runDemo() {
    problem.set("");
    background.start(
        "Starting the demo workload",
        task -> read(demo.record(task::progress), Reader.OWN, task),
        this::show,
        this::failed);
  }

  /** Starts the engine in a JVM of its own, held, and watches it. */
  public void runStepped() {
    problem.set("");
    background.start(
        "Starting the engine",
        _ -> demo.stepped(),
        engine -> {
          try {
            LocalJvm jvm = LocalJvms.find(engine.pid());
            live.attach(
                engine,
                new AttachPlan(
                    jvm,
                    Level.STANDARD,
                    Limits.DEFAULT,
                    AttachPlan.defaultFile(jvm, LocalDateTime.now())));
          } catch (AttachException gone) {
            engine.close();
            failed(gone);
          }
        },
        this::failed);
  }

  private OpenSession read(Path file, Reader reader, Background.Task task)
      throws RecordingException {
    String doing = "Reading " + file.getFileName() + ", ";
    Object reading = new Object();
    return OpenSession.of(
        file,
        reading,
        Ingest.openBySteps(
            file,
            reader,
            (done, total) -> {
              double share = done / (double) Math.max(1, total);
              task.progress(doing + Math.round(100 * share) + " %", share);
            },
            soFar -> {
              OpenSession part = OpenSession.of(file, reading, soFar, true);
              task.show(() -> model.show(part));
            }),
        false);
  }

  private void show(OpenSession open) {
    settings.opened(open.file());
    model.show(open);
  }

  private void failed(Throwable reason) {
    problem.set(
        reason instanceof OutOfMemoryError
            ? "That does not fit into memory; start Fiberscope with a larger -Xmx."
            : ErrorSentence.of(reason));
  }
}
