package dev.fiberscope.app;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.shell.MainView;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.recordings.bench.SyntheticSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * Plays a fixed path through a large session and times each repaint of the whole window: planning
 * and painting into the scene, and with the rendering of the scene into pixels.
 */
final class RenderBench {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int ROUNDS = 3;
  private static final double LATE_MILLIS = 16;

  private final Scene scene;
  private final TimelineViewModel timeline;
  private final Node lanes;
  private final WritableImage picture = new WritableImage(WIDTH, HEIGHT);
  private final List<Double> planned = new ArrayList<>();
  private final List<Double> repainted = new ArrayList<>();
  private double shown;

  private RenderBench(Scene scene, TimelineViewModel timeline) {
    this.scene = scene;
    this.timeline = timeline;
    lanes = scene.lookup("#timeline");
  }

  /** Runs without a display and tells what it measured. */
  static void run(long spans, int fibers, Consumer<String> say) throws Exception {
    long start = System.nanoTime();
    OpenSession open = OpenSession.of(Path.of("synthetic"), SyntheticSession.of(spans, fibers));
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d spans, %,d fibers, made and indexed in %.1f s",
            open.session().spans().count(),
            fibers,
            (System.nanoTime() - start) / 1e9));
    Snapshot.headless(
        () -> {
          bench(open).report(say);
          return null;
        });
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    say.accept(
        String.format(
            Locale.ROOT,
            "heap %,d MB, columns outside of it %,d MB",
            heap >> 20,
            open.session().storage().used() >> 20));
  }

  private static RenderBench bench(OpenSession open) throws IOException {
    Theme.loadFonts();
    SessionModel model = new SessionModel();
    MainView view = new MainView(model, Snapshot.workspace(model));
    Scene scene = new Scene(view, WIDTH, HEIGHT);
    view.use(Theme.DARK);
    long start = System.nanoTime();
    model.show(open);
    Snapshot.layout(scene);
    Snapshot.layout(scene);
    RenderBench bench = new RenderBench(scene, view.timeline());
    bench.repaint(() -> {});
    bench.shown = (System.nanoTime() - start) / 1e6;
    for (int round = 0; round < ROUNDS; round++) {
      bench.planned.clear();
      bench.repainted.clear();
      bench.path(open.session().duration());
    }
    return bench;
  }

  private void path(long duration) {
    repaint(timeline::fitAll);
    for (int i = 0; i < 40; i++) {
      repaint(() -> timeline.zoom(duration / 3, 1));
    }
    for (int i = 0; i < 20; i++) {
      repaint(() -> timeline.pan(1));
    }
    for (int i = 0; i < 30; i++) {
      repaint(() -> timeline.zoom(duration / 3, -1.2));
    }
    for (int i = 0; i < 30; i++) {
      repaint(() -> timeline.scrollPages(100));
    }
    for (int i = 0; i < 20; i++) {
      int x = 300 + 40 * i;
      repaint(() -> hover(x, 120 + 10.0 * (x % 20)));
    }
    repaint(timeline::fitAll);
    // The whole session and one span of it in one gesture.
    repaint(() -> timeline.zoom(duration / 2, 60));
    repaint(() -> timeline.zoom(duration / 2, -60));
  }

  private void hover(double x, double y) {
    Event.fireEvent(
        lanes,
        new MouseEvent(
            MouseEvent.MOUSE_MOVED,
            x,
            y,
            x,
            y,
            MouseButton.NONE,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            null));
  }

  private void repaint(Runnable gesture) {
    long start = System.nanoTime();
    gesture.run();
    scene.getRoot().layout();
    long middle = System.nanoTime();
    scene.snapshot(picture);
    planned.add((middle - start) / 1e6);
    repainted.add((System.nanoTime() - start) / 1e6);
  }

  private void report(Consumer<String> say) {
    say.accept(String.format(Locale.ROOT, "first picture after %.0f ms", shown));
    say.accept(line("planning and painting", planned));
    say.accept(line("the whole repaint", repainted));
    long late = repainted.stream().filter(millis -> millis > LATE_MILLIS).count();
    say.accept(late + " of " + repainted.size() + " repaints took more than 16 ms");
  }

  private static String line(String what, List<Double> unsorted) {
    List<Double> millis = unsorted.stream().sorted().toList();
    int count = millis.size();
    return String.format(
        Locale.ROOT,
        "%-22s p50 %5.1f ms, p95 %5.1f ms, worst %5.1f ms",
        what,
        millis.get(count / 2),
        millis.get(count * 95 / 100),
        millis.getLast());
  }
}
