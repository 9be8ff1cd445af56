package dev.fiberscope.app.shell;

import dev.fiberscope.app.theme.Controls;
import java.util.List;
import javafx.event.EventHandler;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A walk through the window: one part after the other is lit, with what it is for. */
final class TourView extends Pane {
  private static final double CARD = 340;
  private static final double AIR = 12;

  /**
   * @param target the part, as a selector
   */
  private record Stop(String target, String title, String text) {}

  private static final List<Stop> STOPS =
      List.of(
          new Stop(
              "#inspector",
              "What stands out",
              "The worst findings, as soon as a recording is open, each a click from its evidence."
                  + " Select something, and this tells what it was: why a fiber waited, who woke it,"
                  + " where in its code."),
          new Stop(
              "#overview",
              "All of it",
              "Green fibers were on a carrier, amber ones could run and had none. Below are CPU, heap"
                  + " and pauses of the JVM, as far as they were recorded. Drag the blue window."),
          new Stop(
              "#timeline",
              "Who did what",
              "A lane for each carrier, fiber and other thread. W and S zoom at the pointer, A and D"
                  + " pan, a click selects, a drag marks a stretch of time, which is then counted."),
          new Stop(
              "#legend",
              "What colours mean",
              "Red waits and keeps its carrier: what you look for first. What is hatched is inferred"
                  + " rather than recorded."),
          new Stop(
              "#rail-hazards",
              "Hazards",
              "Everything that rules found: the evidence, where in the code, what to do. The command"
                  + " line finds the same and fails a build."),
          new Stop(
              "#rail-decode",
              "Decode",
              "If the recording has decodes of messages, step through them, forwards and back, or"
                  + " through bytes that you have."),
          new Stop(
              "#search",
              "Find anything",
              "/ finds fibers, types, methods and events. Ctrl+K finds any command, this tour among"
                  + " them, and ? lists all keys."));

  private final List<Region> shades =
      List.of(new Region(), new Region(), new Region(), new Region());
  private final Region ring = new Region();
  private final Label title = new Label();
  private final Label text = new Label();
  private final Label count = new Label();
  private final Button back = button("Back", "tour-back");
  private final Button next = button("Next", "tour-next");
  private final VBox card;
  private final Runnable ended;
  private final EventHandler<KeyEvent> keys = this::key;
  private final Runnable follow = this::follow;
  private Bounds drawn = new BoundingBox(0, 0, 0, 0);
  private int shown;

  /**
   * @param ended told when it is over
   */
  TourView(Runnable ended) {
    this.ended = ended;
    setId("tour");
    setVisible(false);
    shades.forEach(shade -> shade.getStyleClass().add("tour-shade"));
    ring.getStyleClass().add("tour-ring");
    title.getStyleClass().add("title");
    title.setWrapText(true);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    count.getStyleClass().add("secondary");
    Button end = button("End the tour", "tour-end");
    end.setOnAction(_ -> end());
    back.setOnAction(_ -> show(shown - 1));
    next.setOnAction(_ -> show(shown + 1));
    next.setDefaultButton(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(6, count, space, end, back, next);
    buttons.setAlignment(Pos.CENTER_LEFT);
    card = new VBox(10, title, text, buttons);
    card.getStyleClass().add("overlay-card");
    getChildren().addAll(shades);
    getChildren().addAll(ring, card);
  }

  private static Button button(String text, String id) {
    Button button = Controls.small(text);
    button.setId(id);
    return button;
  }

  void start() {
    if (!isVisible()) {
      getScene().addPostLayoutPulseListener(follow);
      // Whatever has the focus, keys are meant for the tour.
      getScene().addEventFilter(KeyEvent.ANY, keys);
    }
    setVisible(true);
    show(0);
  }

  private void end() {
    getScene().removePostLayoutPulseListener(follow);
    getScene().removeEventFilter(KeyEvent.ANY, keys);
    setVisible(false);
    ended.run();
  }

  private void show(int stop) {
    if (stop >= STOPS.size()) {
      end();
      return;
    }
    shown = Math.max(0, stop);
    title.setText(STOPS.get(shown).title());
    text.setText(STOPS.get(shown).text());
    count.setText((shown + 1) + " of " + STOPS.size());
    back.setDisable(shown == 0);
    next.setText(shown == STOPS.size() - 1 ? "Done" : "Next");
    card.setAccessibleText(title.getText() + ". " + text.getText());
    next.requestFocus();
    requestLayout();
  }

  private void key(KeyEvent event) {
    KeyCode code = event.getCode();
    boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
    boolean ofButton = code == KeyCode.ENTER || code == KeyCode.SPACE || code == KeyCode.TAB;
    if (ofButton && card.isFocusWithin()) {
      return;
    }
    event.consume();
    if (pressed) {
      switch (code) {
        case ESCAPE -> end();
        case RIGHT, ENTER -> show(shown + 1);
        case LEFT -> show(shown - 1);
        case TAB -> next.requestFocus();
        default -> {
          // Nothing below hears of keys.
        }
      }
    }
  }

  /** What is lit may move while the tour stands there. */
  private void follow() {
    if (!lit().equals(drawn)) {
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    if (!isVisible()) {
      return;
    }
    double width = getWidth();
    double height = getHeight();
    Bounds lit = lit();
    drawn = lit;
    double x0 = Math.clamp(lit.getMinX(), 0, width);
    double x1 = Math.clamp(lit.getMaxX(), 0, width);
    double y0 = Math.clamp(lit.getMinY(), 0, height);
    double y1 = Math.clamp(lit.getMaxY(), 0, height);
    shades.get(0).resizeRelocate(0, 0, width, y0);
    shades.get(1).resizeRelocate(0, y1, width, height - y1);
    shades.get(2).resizeRelocate(0, y0, x0, y1 - y0);
    shades.get(3).resizeRelocate(x1, y0, width - x1, y1 - y0);
    ring.resizeRelocate(x0, y0, x1 - x0, y1 - y0);
    double tall = card.prefHeight(CARD);
    boolean beside = x1 - x0 < width / 2 && y1 - y0 > tall;
    double x = beside || x1 < width / 4 ? (x0 > width / 2 ? x0 - AIR - CARD : x1 + AIR) : x0 + AIR;
    double y =
        beside
            ? y0 + AIR
            : y1 + AIR + tall < height
                ? y1 + AIR
                : y0 - AIR - tall > 0 ? y0 - AIR - tall : y0 + AIR;
    card.resizeRelocate(
        Math.clamp(x, AIR, Math.max(AIR, width - CARD - AIR)),
        Math.clamp(y, AIR, Math.max(AIR, height - tall - AIR)),
        CARD,
        tall);
  }

  /** Where the part is; nowhere, above the window, if it does not show. */
  private Bounds lit() {
    Node target = getScene() == null ? null : getScene().lookup(STOPS.get(shown).target());
    return target == null
        ? new BoundingBox(getWidth() / 2, 0, 0, 0)
        : sceneToLocal(target.localToScene(target.getLayoutBounds()));
  }
}
