package dev.fiberscope.app.timeline;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
  private long pressedAt;
  private boolean dragged;
  private boolean panning;
  private boolean spaceIsDown;

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
    view.setOnMouseReleased(this::release);
    view.setOnMouseClicked(this::click);
    view.addEventHandler(KeyEvent.KEY_PRESSED, event -> space(event, true));
    view.addEventHandler(KeyEvent.KEY_RELEASED, event -> space(event, false));
  }

  private void space(KeyEvent event, boolean down) {
    if (event.getCode() == KeyCode.SPACE) {
      spaceIsDown = down;
    }
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
    pressedAt = view.scale().time(event.getX() - TimelineView.NAMES);
    dragged = false;
    panning = event.getButton() == MouseButton.MIDDLE || spaceIsDown;
    view.requestFocus();
  }

  private void drag(MouseEvent event) {
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    if (dragged || Math.abs(dx) + Math.abs(dy) > 3) {
      dragged = true;
      if (panning) {
        timeline.panBy(-dx / view.scale().width());
        timeline.scrollBy(-dy);
        lastX = event.getX();
        lastY = event.getY();
      } else if (event.isPrimaryButtonDown()) {
        timeline.mark(pressedAt, view.scale().time(event.getX() - TimelineView.NAMES));
      }
    }
    view.pointerAt(event.getX(), event.getY());
  }

  private void release(MouseEvent event) {
    if (dragged && !panning && event.isShortcutDown()) {
      timeline.zoomToMark();
    }
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
