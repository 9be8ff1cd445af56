package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.engine.fit.FitSearch;
import dev.fiberscope.recordings.text.Numbers;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is stepped through, where one stands, and the buttons that go on or back. */
final class StepBarView extends HBox {
  /** From this width on there is room for whole sentences. */
  private static final double WIDE = 980;

  /** Below this width only icons fit. */
  private static final double NARROW = 800;

  private final StepperViewModel stepper;
  private final Label title = new Label();
  private final Label place = new Label();
  private final Label config = new Label();
  private final Label verdict = new Label();
  private final HBox buttons = new HBox(4);
  private final HBox suspensions = new HBox(4);

  StepBarView(StepperViewModel stepper) {
    this.stepper = stepper;
    getStyleClass().add("decode-header");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    title.getStyleClass().add("strong");
    title.setMinWidth(Region.USE_PREF_SIZE);
    place.getStyleClass().add("secondary");
    place.setMinWidth(Region.USE_PREF_SIZE);
    config.getStyleClass().add("secondary");
    config.setMinWidth(0);
    widthProperty().addListener(_ -> stepper.messageProperty().get().ifPresent(this::refresh));
    verdict.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    buttons
        .getChildren()
        .addAll(
            button("", Feather.SKIP_BACK, "First step (Home)", "step-first", stepper::first),
            button(
                "out",
                Feather.CORNER_LEFT_UP,
                "Back out: before the value around (Ctrl+Shift+F11)",
                "step-back-out",
                stepper::backOut),
            button(
                "back",
                Feather.CHEVRON_LEFT,
                "Back over a value (Shift+F10); a step back: Ctrl+F11",
                "step-back",
                stepper::backOver),
            button("step", Feather.CHEVRON_RIGHT, "Step into (F11)", "step-into", stepper::into),
            button(
                "over",
                Feather.CHEVRONS_RIGHT,
                "Step over a value (F10)",
                "step-over",
                stepper::over),
            button(
                "out",
                Feather.CORNER_RIGHT_UP,
                "Out: behind the value around (Shift+F11)",
                "step-out",
                stepper::out),
            button("", Feather.SKIP_FORWARD, "Last step (End)", "step-last", stepper::last));
    suspensions
        .getChildren()
        .addAll(
            button(
                "",
                Feather.REWIND,
                "Suspension before (Shift+F12)",
                "suspension-before",
                () -> stepper.suspension(-1)),
            button(
                "",
                Feather.FAST_FORWARD,
                "Next suspension (F12)",
                "suspension-next",
                () -> stepper.suspension(1)));
    buttons.setAlignment(Pos.CENTER_LEFT);
    suspensions.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, place, config, space, buttons, suspensions, verdict);
  }

  static Button button(String text, Ikon icon, String tooltip, String id, Runnable run) {
    Button button = Controls.small(text);
    button.setGraphic(new FontIcon(icon));
    button.setId(id);
    button.setTooltip(new Tooltip(tooltip));
    button.setAccessibleText(tooltip);
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> run.run());
    return button;
  }

  /** Shows how the stepper stands. */
  void refresh(SteppedMessage message) {
    title.setText("Decode of " + message.type());
    long steps = message.steps();
    String position =
        message.replay().isEmpty()
            ? message.waits().isEmpty()
                ? ""
                : "suspension " + (stepper.waiting() + 1) + " of " + message.waits().size()
            : "step " + Numbers.count(stepper.position()) + " of " + Numbers.count(steps);
    place.setText(position);
    config.setText("\u00b7  " + FitSearch.named(message.config()));
    config.setTooltip(new Tooltip(message.config().toString()));
    boolean narrow = getWidth() < NARROW;
    buttons
        .getChildren()
        .forEach(
            each ->
                ((Button) each)
                    .setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    boolean replays = message.replay().isPresent();
    buttons.setDisable(!replays);
    suspensions.setVisible(!message.waits().isEmpty());
    suspensions.setManaged(!message.waits().isEmpty());
    verdict.getStyleClass().removeAll("success-text", "danger-text", "secondary");
    verdict(message);
  }

  private void verdict(SteppedMessage message) {
    boolean failed = message.replay().flatMap(replay -> replay.error()).isPresent();
    if (message.recorded().isEmpty()) {
      long left = message.replay().map(each -> message.bytes().length - each.consumed()).orElse(0L);
      verdict.setText(
          failed
              ? "not decoded"
              : left > 0
                  ? Numbers.count(left, "byte") + " left"
                  : "all " + Numbers.count(message.bytes().length, "byte") + " decode");
      verdict.getStyleClass().add(failed || left > 0 ? "danger-text" : "success-text");
      return;
    }
    Recorded known = message.recorded().get();
    if (message.replay().isEmpty()) {
      verdict.setText(known.outcome());
      verdict.getStyleClass().add(known.good() ? "secondary" : "danger-text");
    } else if (known.divergence().isPresent()) {
      verdict.setText(told("diverges", " from the recording"));
      verdict.getStyleClass().add("danger-text");
    } else {
      verdict.setText(
          told("matches", known.compared() ? " the recording" : " what is recorded so far"));
      verdict.getStyleClass().add("success-text");
    }
  }

  private String told(String how, String what) {
    return getWidth() < NARROW ? how : "replay " + how + (getWidth() < WIDE ? "" : what);
  }
}
