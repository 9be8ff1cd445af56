package dev.fiberscope.app;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.shell.MainView;
import dev.fiberscope.app.shell.UiThread;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.recordings.bench.SyntheticSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

/**
 * Plays a fixed path through a large session in a real window and times what each gesture costs:
 * handling it, planning beside the window, repainting what was planned until its pixels are
 * rendered, and all of it together. Pulses run as fast as they can, which takes processor time from
 * planning, and one more than needed is waited for, because JavaFX does not tell when a picture is
 * done.
 */
final class RenderBench {
  private static final int WIDTH = 1600;

  /** JavaFX 26's headless screen is as wide as it is high, whatever one asks for. */
  private static final int WIDTH_WITHOUT_DISPLAY = 1000;

  private static final int HEIGHT = 1000;
  private static final int ROUNDS = 3;
  private static final double LATE_MILLIS = 16;

  /** A frame that was drawn is in the next pulse, and rendered when the one behind that begins. */
  private static final int PULSES_TO_RENDER = 3;

  private final Rectangle beat = new Rectangle(1, 1);
  private final TimelineView lanes;
  private final List<Runnable> path;
  private final CountDownLatch done = new CountDownLatch(1);
  private final List<Double> handled = new ArrayList<>();
  private final List<Double> planned = new ArrayList<>();
  private final List<Double> painted = new ArrayList<>();
  private final List<Double> repainted = new ArrayList<>();
  private final List<Double> answered = new ArrayList<>();
  private final List<Double> idle = new ArrayList<>();
  private int round;
  private int step;
  private int pulses;
  private long began;
  private long seen;

  private RenderBench(MainView view, long duration) {
    beat.setManaged(false);
    view.getChildren().add(beat);
    lanes = view.lanes();
    lanes.setAnimated(false);
    path = RenderPath.of(view, duration);
  }

  /**
   * Runs and tells what it measured.
   *
   * @param display false to do without a display, in a smaller window
   */
  static void run(long spans, int fibers, boolean display, Consumer<String> say) throws Exception {
    long start = System.nanoTime();
    OpenSession open = OpenSession.of(Path.of("synthetic"), SyntheticSession.of(spans, fibers));
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d spans, %,d fibers, made and indexed in %.1f s",
            open.session().spans().count(),
            fibers,
            (System.nanoTime() - start) / 1e9));
    System.setProperty("javafx.animation.fullspeed", "true");
    System.setProperty("prism.order", "sw");
    int width = display ? WIDTH : WIDTH_WITHOUT_DISPLAY;
    if (!display) {
      System.setProperty("glass.platform", "Headless");
    }
    say.accept("a window of " + width + " x " + HEIGHT + ", rendered by software");
    CountDownLatch closed = new CountDownLatch(1);
    Platform.startup(() -> window(open, width, say, closed));
    closed.await();
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    say.accept(
        String.format(
            Locale.ROOT,
            "heap %,d MB, columns outside of it %,d MB",
            heap >> 20,
            open.session().storage().used() >> 20));
  }

  private static void window(
      OpenSession open, int width, Consumer<String> say, CountDownLatch closed) {
    Theme.loadFonts();
    SessionModel model = new SessionModel();
    Background beside =
        new Background(
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()), new UiThread());
    MainView view = new MainView(model, Snapshot.workspace(model, beside));
    Scene scene = new Scene(view, width, HEIGHT);
    view.use(Theme.DARK);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    long start = System.nanoTime();
    model.show(open);
    RenderBench bench = new RenderBench(view, open.session().duration());
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        if (bench.done.getCount() > 0) {
          bench.pulse(start, say);
        } else {
          stop();
          bench.report(say);
          stage.close();
          closed.countDown();
        }
      }
    }.start();
  }

  private void pulse(long start, Consumer<String> say) {
    // Something small changes in every pulse, so that each waits for the picture before.
    beat.setFill(beat.getFill() == Color.BLACK ? Color.WHITE : Color.BLACK);
    pulses = lanes.isSettled() ? pulses + 1 : 0;
    if (pulses == 1) {
      seen = System.nanoTime();
    }
    if (pulses < PULSES_TO_RENDER) {
      return;
    }
    long now = System.nanoTime();
    if (began == 0) {
      say.accept(String.format(Locale.ROOT, "first picture after %.0f ms", (now - start) / 1e6));
    } else {
      measured(now);
    }
    if (step == path.size()) {
      round++;
      step = 0;
      if (round == ROUNDS) {
        done.countDown();
        return;
      }
      handled.clear();
      planned.clear();
      painted.clear();
      repainted.clear();
      answered.clear();
      idle.clear();
    }
    pulses = 0;
    began = System.nanoTime();
    path.get(step++).run();
    handled.add((System.nanoTime() - began) / 1e6);
  }

  /** Notes what the gesture before cost; before the first one, what pulses cost by themselves. */
  private void measured(long now) {
    if (step <= RenderPath.IDLE) {
      idle.add((now - seen) / 1e6);
      return;
    }
    repainted.add((now - seen + lanes.paintingNanos()) / 1e6);
    answered.add((now - began) / 1e6);
    planned.add(lanes.planningNanos() / 1e6);
    painted.add(lanes.paintingNanos() / 1e6);
  }

  private void report(Consumer<String> say) {
    say.accept(line("handling the gesture", handled));
    say.accept(line("planning, beside", planned));
    say.accept(line("painting its canvases", painted));
    say.accept(line("repainting", repainted));
    say.accept(line("as many empty pulses", idle));
    say.accept(line("gesture to pixels", answered));
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
