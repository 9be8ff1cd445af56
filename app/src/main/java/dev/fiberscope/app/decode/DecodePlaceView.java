package dev.fiberscope.app.decode;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The stepper with all of the window: for a recorded decode, or for bytes that somebody has. */
public final class DecodePlaceView extends BorderPane {
  private final SplitPane recorded;
  private SplitPane given;

  public DecodePlaceView(
      DecodeViewModel decode,
      DecodeView recorded,
      PayloadViewModel payload,
      Supplier<DecodeView> steps,
      Runnable openFile) {
    this.recorded = new SplitPane(recorded);
    WaitingView waiting = new WaitingView(decode);
    decode
        .engine()
        .engineProperty()
        .subscribe(engine -> withBeside(engine == null ? null : waiting));
    setId("decode-place");
    getStyleClass().add("pane");
    setMinSize(0, 0);
    ToggleButton left = new ToggleButton("Recorded decode");
    ToggleButton right = new ToggleButton("Payload");
    left.setId("decode-recorded");
    right.setId("decode-payload");
    ToggleGroup group = new ToggleGroup();
    left.setToggleGroup(group);
    right.setToggleGroup(group);
    left.getStyleClass().addAll("left-pill", "small-button");
    right.getStyleClass().addAll("right-pill", "small-button");
    left.setOnAction(
        _ -> {
          payload.openProperty().set(false);
          left.setSelected(true);
        });
    right.setOnAction(
        _ -> {
          payload.openProperty().set(true);
          right.setSelected(true);
        });
    HBox switcher = new HBox(left, right);
    switcher.getStyleClass().add("decode-switch");
    setTop(switcher);
    payload
        .openProperty()
        .subscribe(
            open -> {
              left.setSelected(!open);
              right.setSelected(open);
              if (open && given == null) {
                StackPane read = new StackPane(steps.get(), new NotationView(payload));
                given = new SplitPane(new PayloadView(payload, openFile), read);
                given.setDividerPositions(0.26);
              }
              setCenter(open ? given : this.recorded);
            });
  }

  /** Shows something to the left of the stepper, or nothing. */
  private void withBeside(Node node) {
    if (recorded.getItems().size() > 1) {
      recorded.getItems().removeFirst();
    }
    if (node != null) {
      recorded.getItems().addFirst(node);
      recorded.setDividerPositions(0.24);
    }
  }

  /** Takes the focus, so that keys step. */
  public void focus() {
    Node list = getCenter().lookup("#decode-table");
    (list == null ? getCenter() : list).requestFocus();
  }
}
