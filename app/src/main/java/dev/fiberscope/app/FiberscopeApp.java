package dev.fiberscope.app;

import dev.fiberscope.app.cli.FiberscopeCommand.First;
import dev.fiberscope.app.cli.FiberscopeCommand.NoDisplayException;
import dev.fiberscope.app.cli.FiberscopeCommand.Windows;
import dev.fiberscope.app.cli.RunPlan;
import dev.fiberscope.app.cli.SnapshotOptions;
import dev.fiberscope.app.cli.SteppedJvm;
import dev.fiberscope.app.cli.WorkloadJvm;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.app.session.SteppedEngine;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.session.Workspace.Demo;
import dev.fiberscope.app.shell.MainView;
import dev.fiberscope.app.shell.UiThread;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.timeline.Viewport;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.store.ThreadTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Wires the window: the one place that knows every part. */
public final class FiberscopeApp implements Windows {
  private static final double DEFAULT_WIDTH = 1440;
  private static final double DEFAULT_HEIGHT = 900;

  private CompletableFuture<Void> toolkit;

  /** Starts the toolkit beside what else is to be done before the window shows, if it can. */
  void warmUp() {
    if (hasDisplay()) {
      startToolkit();
    }
  }

  private void startToolkit() {
    if (toolkit == null) {
      toolkit = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  Platform.startup(() -> toolkit.complete(null));
                } catch (Throwable unreachable) {
                  toolkit.completeExceptionally(unreachable);
                }
              });
    }
  }

  @Override
  public void show(Optional<First> first) throws NoDisplayException {
    if (!hasDisplay() && System.getProperty("glass.platform") == null) {
      throw new NoDisplayException("There is no display: DISPLAY is not set.");
    }
    CountDownLatch closed = new CountDownLatch(1);
    startToolkit();
    try {
      toolkit.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException unreachable) {
      throw new NoDisplayException(
          "The display cannot be used: " + unreachable.getCause().getMessage() + ".");
    }
    new UiThread()
        .execute(
            () -> {
              try {
                open(first, closed);
              } catch (Throwable problem) {
                problem.printStackTrace();
                closed.countDown();
              }
            });
    try {
      closed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasDisplay() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return !linux || System.getenv("DISPLAY") != null;
  }

  private static void open(Optional<First> first, CountDownLatch closed) {
    Theme.loadFonts();
    Settings settings =
        new Settings(
            Settings.defaultFile(System.getenv(), Path.of(System.getProperty("user.home"))));
    ExecutorService workers = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    Demo demo =
        new Demo() {
          @Override
          public Path record(Consumer<String> progress) throws Exception {
            return first.isPresent() && first.get() instanceof First.Run run
                ? FiberscopeApp.record(run.plan(), progress)
                : FiberscopeApp.record(
                    new RunPlan(Scale.DEMO, 0, false, demoRecording()), progress);
          }

          @Override
          public SteppedEngine stepped() throws IOException {
            return SteppedJvm.start();
          }
        };
    SessionModel model = new SessionModel();
    Workspace workspace =
        new Workspace(model, new Background(workers, new UiThread()), settings, demo);
    // It is read while the window is made, which takes as long.
    if (first.isPresent() && first.get() instanceof First.Recording recording) {
      workspace.open(recording.file(), recording.reader());
    }
    MainView view = new MainView(model, workspace);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(
            view,
            Math.min(settings.number("width", DEFAULT_WIDTH), screen.getWidth()),
            Math.min(settings.number("height", DEFAULT_HEIGHT), screen.getHeight()));
    view.offerTour();
    view.use(Theme.named(settings.get("theme", "dark")));
    Stage stage = new Stage();
    stage
        .titleProperty()
        .bind(
            model
                .openProperty()
                .map(open -> open.session().name() + " \u2013 Fiberscope")
                .orElse("Fiberscope"));
    stage.getIcons().add(new Image(FiberscopeApp.class.getResourceAsStream("fiberscope.png")));
    stage.setScene(scene);
    stage.setMinWidth(960);
    stage.setMinHeight(600);
    stage.setOnHidden(
        _ -> {
          settings.put("width", String.valueOf(scene.getWidth()));
          settings.put("height", String.valueOf(scene.getHeight()));
          workspace.background().cancel();
          // Letting go of a JVM takes a while; the window is gone meanwhile.
          Thread.ofPlatform()
              .start(
                  () -> {
                    workspace.live().closeNow();
                    closed.countDown();
                  });
        });
    stage.show();
    first.ifPresent(
        what -> {
          switch (what) {
            case First.Recording _ -> {
              // Being read already.
            }
            case First.Run _ -> workspace.runDemo();
            case First.Message given -> view.open(given.message());
            case First.Attach attach -> workspace.live().attach(attach.plan(), attach.time());
          }
        });
  }

  private static Path demoRecording() throws IOException {
    Path file = Files.createTempFile("fiberscope-orders", ".jfr");
    file.toFile().deleteOnExit();
    return file;
  }

  private static Path record(RunPlan plan, Consumer<String> progress) throws Exception {
    WorkloadJvm.record(plan, progress);
    return plan.recording();
  }

  @Override
  public void benchRender(long spans, int fibers, Consumer<String> say) throws Exception {
    RenderBench.run(spans, fibers, hasDisplay(), say);
  }

  @Override
  public void snapshot(Path recording, Ingest.Reader reader, Path png, SnapshotOptions options)
      throws Exception {
    OpenSession session = OpenSession.of(recording, Ingest.open(recording, reader, (_, _) -> {}));
    Optional<Integer> fiber = fiber(session, options.fiber());
    Snapshot.write(
        png,
        () -> {
          Theme.loadFonts();
          SessionModel model = new SessionModel();
          // Nothing may be done beside a picture, or it would not be on it.
          Background atOnce = new Background(Runnable::run, Runnable::run);
          MainView view = new MainView(model, Snapshot.workspace(model, atOnce));
          Scene scene = new Scene(view, options.width(), options.height());
          view.use(options.dark() ? Theme.DARK : Theme.LIGHT);
          model.show(session);
          Snapshot.layout(scene);
          if (fiber.isPresent()) {
            model.select(Selection.ofThread(session, fiber.get()));
            view.timeline().reveal();
          } else if (!options.whole()) {
            view.walk().showMostInteresting();
          }
          options
              .range()
              .ifPresent(range -> view.timeline().show(new Viewport(range.from(), range.to())));
          return scene;
        });
  }

  private static Optional<Integer> fiber(OpenSession open, Optional<String> name)
      throws RecordingException {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    ThreadTable threads = open.session().threads();
    return Optional.of(
        IntStream.of(threads.rows(ThreadTable.Kind.FIBER))
            .filter(row -> threads.name(row).equals(name.get()))
            .boxed()
            .findFirst()
            .orElseThrow(
                () ->
                    new RecordingException(
                        "There is no fiber " + name.get() + " in " + open.file() + ".")));
  }
}
