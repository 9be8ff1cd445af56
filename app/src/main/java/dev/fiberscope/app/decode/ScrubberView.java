package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.message.SteppedMessage.Wait;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.text.Times;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;

/**
 * All of a decode as a line, twice: over its steps, and below over time. Suspensions are marked on
 * both; a drag goes anywhere.
 */
final class ScrubberView extends Pane {
  private static final double HEIGHT = 34;
  private static final double STEPS_Y = 10;
  private static final double TIME_Y = 26;
  private static final double INSET = 8;
  private static final double LABEL = 44;
  private static final Font FONT = Font.font("Inter", 10);

  private final StepperViewModel stepper;
  private final PaletteView palette;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();

  ScrubberView(StepperViewModel stepper, PaletteView palette) {
    this.stepper = stepper;
    this.palette = palette;
    setId("scrubber");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    getChildren().add(canvas);
    canvas.setOnMousePressed(this::drag);
    canvas.setOnMouseDragged(this::drag);
    canvas.setOnMouseMoved(event -> tip.setText(at(event.getX(), event.getY())));
    Tooltip.install(canvas, tip);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    refresh();
  }

  private double width() {
    return Math.max(1, getWidth() - LABEL - 2 * INSET);
  }

  private double left() {
    return LABEL + INSET;
  }

  private double share(double x) {
    return Math.clamp((x - left()) / width(), 0, 1);
  }

  private void drag(MouseEvent event) {
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    if (message.isEmpty()) {
      return;
    }
    Optional<Recorded> known = message.get().recorded();
    if (event.getY() > (STEPS_Y + TIME_Y) / 2 && known.isPresent()) {
      stepper.toTime(time(known.get(), share(event.getX())));
    } else {
      stepper.goTo(Math.round(share(event.getX()) * message.get().steps()));
    }
  }

  private static long time(Recorded known, double share) {
    return known.start() + (long) (share * (known.end() - known.start()));
  }

  private String at(double x, double y) {
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    if (message.isEmpty()) {
      return "";
    }
    Optional<Recorded> known = message.get().recorded();
    return y > (STEPS_Y + TIME_Y) / 2 && known.isPresent()
        ? Times.moment(time(known.get(), share(x)))
        : "step " + Math.round(share(x) * message.get().steps());
  }

  /** Shows how the stepper stands. */
  void refresh() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Optional<SteppedMessage> shown = stepper.messageProperty().get();
    if (shown.isEmpty() || getScene() == null) {
      return;
    }
    SteppedMessage message = shown.get();
    double steps = Math.max(1, message.steps());
    double at = stepper.position() / steps;
    label(g, "steps", STEPS_Y);
    track(g, STEPS_Y, at, Role.ACCENT, Role.HAIRLINE);
    g.setFill(palette.colour(Role.RUNNABLE));
    for (Wait wait : message.waits()) {
      g.fillRect(left() + width() * wait.step() / steps - 0.75, STEPS_Y - 5, 1.5, 10);
    }
    knob(g, STEPS_Y, at);
    message.recorded().ifPresent(known -> overTime(g, message, known));
  }

  private void overTime(GraphicsContext g, SteppedMessage message, Recorded known) {
    label(g, "time", TIME_Y);
    double length = Math.max(1, known.end() - known.start());
    g.setFill(palette.colour(Role.RUNNING));
    g.fillRect(left(), TIME_Y - 2, width(), 4);
    for (Wait wait : known.waits()) {
      double from = left() + width() * (wait.time() - known.start()) / length;
      double to = left() + width() * (wait.resumed() - known.start()) / length;
      g.setFill(palette.colour(Role.PARKED));
      g.fillRect(from, TIME_Y - 2, Math.max(1, to - from), 4);
      g.setFill(palette.colour(Role.RUNNABLE));
      g.fillRect(from - 0.75, TIME_Y - 4, 1.5, 8);
    }
    long now = message.time(stepper.position(), stepper.waiting());
    knob(g, TIME_Y, Math.clamp((now - known.start()) / length, 0, 1));
  }

  private void label(GraphicsContext g, String text, double y) {
    g.setFont(FONT);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.colour(Role.SECONDARY_TEXT));
    g.fillText(text, INSET, y);
  }

  private void track(GraphicsContext g, double y, double share, Role done, Role rest) {
    g.setFill(palette.colour(rest));
    g.fillRoundRect(left(), y - 2, width(), 4, 4, 4);
    g.setFill(palette.colour(done));
    g.fillRoundRect(left(), y - 2, width() * share, 4, 4, 4);
  }

  private void knob(GraphicsContext g, double y, double share) {
    double x = left() + width() * share;
    g.setFill(palette.colour(Role.TEXT));
    g.fillOval(x - 5, y - 5, 10, 10);
    g.setFill(palette.colour(Role.BACKGROUND));
    g.fillOval(x - 3, y - 3, 6, 6);
  }
}
