package dev.fiberscope.app.decode;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** Where runs stop: a line to write one in, those that are set, and the way to the next. */
final class BreakpointsView extends HBox {
  private final StepperViewModel stepper;
  private final HBox set = new HBox(4);
  private final TextField line = new TextField();

  BreakpointsView(StepperViewModel stepper) {
    super(4);
    this.stepper = stepper;
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("breakpoints");
    line.setId("breakpoint");
    line.setPromptText("stop at price, type Item, offset 24, price > 1000, error");
    line.setTooltip(
        new Tooltip(
            "Enter sets a breakpoint, or takes the same one away. F9 sets one on the field that was"
                + " read."));
    line.setPrefWidth(240);
    line.setMinWidth(80);
    line.setOnAction(
        _ -> {
          if (stepper.toggleBreakpoint(line.getText())) {
            line.clear();
          }
        });
    set.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            set,
            line,
            StepBarView.button(
                "",
                Feather.CORNER_UP_LEFT,
                "Run back to the breakpoint before (Shift+F5)",
                "run-back",
                () -> stepper.run(-1)),
            StepBarView.button(
                "", Feather.PLAY, "Run to the next breakpoint (F5)", "run", () -> stepper.run(1)));
    stepper.breakpoints().subscribe(this::refresh);
    refresh();
  }

  private void refresh() {
    set.getChildren()
        .setAll(
            stepper.breakpoints().stream()
                .map(
                    each -> {
                      Button chip = new Button(each.text());
                      chip.getStyleClass().addAll("breakpoint-chip", "small-button");
                      chip.setTooltip(new Tooltip("Take this breakpoint away"));
                      chip.setFocusTraversable(false);
                      chip.setOnAction(_ -> stepper.toggleBreakpoint(each.text()));
                      return chip;
                    })
                .toList());
  }
}
