package dev.fiberscope.app;

import dev.fiberscope.app.shell.MainView;
import dev.fiberscope.app.timeline.TimelineViewModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** A fixed path of zooms, pans, scrolls and hovers. */
final class RenderPath {
  /** So many times nothing happens first. */
  static final int IDLE = 30;

  private final List<Runnable> gestures = new ArrayList<>();

  private RenderPath() {}

  static List<Runnable> of(MainView view, long duration) {
    TimelineViewModel timeline = view.timeline();
    RenderPath path = new RenderPath();
    path.add(IDLE, () -> {});
    path.add(1, timeline::fitAll);
    path.add(40, () -> timeline.zoom(duration / 3, 1));
    path.add(20, () -> timeline.pan(1));
    path.add(30, () -> timeline.zoom(duration / 3, -1.2));
    path.add(30, () -> timeline.scrollPages(100));
    for (int i = 0; i < 20; i++) {
      int x = 300 + 40 * i;
      path.add(1, () -> hover(view.lanes(), x, 120 + 10.0 * (x % 20)));
    }
    path.add(1, timeline::fitAll);
    // The whole session and one span of it in one gesture.
    path.add(1, () -> timeline.zoom(duration / 2, 60));
    path.add(1, () -> timeline.zoom(duration / 2, -60));
    return path.gestures;
  }

  private void add(int times, Runnable gesture) {
    gestures.addAll(Collections.nCopies(times, gesture));
  }

  private static void hover(Node lanes, double x, double y) {
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
}
