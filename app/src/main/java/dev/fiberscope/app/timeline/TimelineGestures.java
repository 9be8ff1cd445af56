package dev.fiberscope.app.timeline;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What the mouse does on the lanes. */
final class TimelineGestures {
  private static final double PIXELS_PER_ZOOM_STEP = 40;

  private final TimelineView view;
  private final TimelineViewModel timeline;
  private double lastX;
  private double lastY;
  private boolean dragged;

  TimelineGestures(TimelineView view, TimelineViewModel timeline) {
    this.view = view;
    this.timeline = timeline;
  }

  void install() {
    view.setOnScroll(this::scroll);
    view.setOnMouseMoved(event -> view.pointerAt(event.getX(), event.getY()));
    view.setOnMouseExited(_ -> view.pointerAt(-1, -1));
    view.setOnMousePressed(this::press);
    view.setOnMouseDragged(this::drag);
    view.setOnMouseClicked(this::click);
  }

  private void scroll(ScrollEvent event) {
    // Shift turns a vertical wheel into a horizontal one on some platforms.
    double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (event.isControlDown()) {
      long time = view.scale().time(event.getX() - TimelineView.NAMES);
      timeline.zoom(time, delta / PIXELS_PER_ZOOM_STEP);
    } else if (event.isShiftDown() || event.getDeltaY() == 0) {
      timeline.panBy(-delta / view.getWidth());
    } else {
      timeline.scrollBy(-delta);
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    lastX = event.getX();
    lastY = event.getY();
    dragged = false;
    view.requestFocus();
  }

  private void drag(MouseEvent event) {
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    if (dragged || Math.abs(dx) + Math.abs(dy) > 3) {
      dragged = true;
      timeline.panBy(-dx / view.scale().width());
      timeline.scrollBy(-dy);
      lastX = event.getX();
      lastY = event.getY();
    }
    view.pointerAt(event.getX(), event.getY());
  }

  private void click(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && !dragged) {
      view.selectAt(event.getX(), event.getY());
      if (event.getClickCount() == 2) {
        timeline.fitSelection();
      }
    }
  }
}
