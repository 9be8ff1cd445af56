package dev.fiberscope.app.timeline;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
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
  private final ContextMenu menu = new ContextMenu();
  private double lastX;
  private double lastY;
  private long pressedAt;
  private boolean dragged;
  private boolean panning;
  private boolean spaceIsDown;
  private boolean spacePanned;

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
    view.setOnContextMenuRequested(this::menu);
    view.focusedProperty().addListener(_ -> spaceIsDown = false);
    view.addEventHandler(KeyEvent.KEY_PRESSED, event -> space(event, true));
    view.addEventHandler(KeyEvent.KEY_RELEASED, event -> space(event, false));
  }

  private void space(KeyEvent event, boolean down) {
    if (event.getCode() == KeyCode.SPACE) {
      // With a drag it pans; alone it is a key like others.
      if (spaceIsDown && !down && !spacePanned) {
        view.spaceTyped();
      }
      spacePanned &= down;
      spaceIsDown = down;
    }
  }

  private void scroll(ScrollEvent event) {
    // Shift turns a vertical wheel into a horizontal one on some platforms.
    double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (event.isControlDown()) {
      view.zoomAt(event.getX(), delta / PIXELS_PER_ZOOM_STEP);
    } else if (event.isShiftDown() || event.getDeltaY() == 0) {
      timeline.panBy(-delta / view.getWidth());
    } else {
      timeline.scrollBy(-delta);
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    menu.hide();
    lastX = event.getX();
    lastY = event.getY();
    pressedAt = view.scale().time(event.getX() - TimelineView.NAMES);
    dragged = false;
    panning = event.getButton() == MouseButton.MIDDLE || spaceIsDown;
    spacePanned |= spaceIsDown;
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
      view.clickAt(event.getX(), event.getY());
      boolean onSpans = event.getX() >= TimelineView.NAMES && event.getY() >= TimelineView.RULER;
      if (event.getClickCount() == 2 && onSpans) {
        timeline.fitSelection();
      }
    }
  }

  private void menu(ContextMenuEvent event) {
    // A click on the menu button on top of the lanes asks for its own menu.
    double x = event.isKeyboardTrigger() ? TimelineView.NAMES : event.getX();
    double y = event.isKeyboardTrigger() ? TimelineView.RULER : event.getY();
    menu.getItems().clear();
    view.hit(x, y)
        .ifPresent(
            hit -> {
              LanesViewModel lanes = timeline.arrangement();
              boolean pinned = lanes.isPinned(hit.thread());
              MenuItem pin = new MenuItem(pinned ? "Unpin this lane" : "Pin this lane on top");
              pin.setOnAction(_ -> lanes.togglePinned(hit.thread()));
              MenuItem fit = new MenuItem("Select and fit");
              fit.setOnAction(
                  _ -> {
                    view.clickAt(x, y);
                    timeline.fitSelection();
                  });
              menu.getItems().addAll(pin, fit, new SeparatorMenuItem());
            });
    menu.getItems().addAll(view.controls().items());
    menu.show(view, event.getScreenX(), event.getScreenY());
    event.consume();
  }
}
