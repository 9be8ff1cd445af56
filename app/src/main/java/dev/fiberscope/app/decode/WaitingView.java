package dev.fiberscope.app.decode;

import dev.fiberscope.app.theme.Controls;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where each suspended fiber of an engine stands that is stepped, and the way to step one. */
final class WaitingView extends VBox {
  private final DecodeViewModel decode;
  private final ListView<WaitingDecode> list = new ListView<>();

  WaitingView(DecodeViewModel decode) {
    super(6);
    this.decode = decode;
    setId("waiting");
    getStyleClass().add("decode-column");
    Label heading = Controls.section("SUSPENDED FIBERS");
    Label how =
        Controls.paragraph(
            "Step gives a fiber its next bytes and runs it until it is suspended again.");
    how.setMinHeight(Region.USE_PREF_SIZE);
    Label none = new Label("No fiber is suspended in a decode; F8 runs the next one.");
    none.getStyleClass().add("secondary");
    none.setWrapText(true);
    list.setPlaceholder(none);
    list.getStyleClass().add("value-list");
    list.setCellFactory(_ -> new Line());
    list.setItems(decode.waiting());
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            waiting -> {
              if (waiting != null) {
                decode.show(waiting);
              }
            });
    getChildren().addAll(heading, how, list);
  }

  /** A fiber: its name, the field, what it waits for, and a button. */
  private final class Line extends ListCell<WaitingDecode> {
    private final Label name = new Label();
    private final Label field = new Label();
    private final Label waits = new Label();
    private final Button step = new Button("Step");
    private final HBox box;

    private Line() {
      name.getStyleClass().add("strong");
      field.getStyleClass().add("mono");
      waits.getStyleClass().add("secondary");
      step.getStyleClass().add("small-button");
      step.setMinWidth(Region.USE_PREF_SIZE);
      step.setTooltip(new Tooltip("Give this fiber its next bytes and run it"));
      step.setOnAction(_ -> decode.step(getItem()));
      VBox text = new VBox(1, new HBox(8, name, field), waits);
      text.setMinWidth(0);
      HBox.setHgrow(text, Priority.ALWAYS);
      box = new HBox(8, text, step);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      box.setPrefWidth(0);
    }

    @Override
    protected void updateItem(WaitingDecode row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
        return;
      }
      name.setText(row.fiber());
      field.setText(row.field());
      waits.setText(row.waits());
      setGraphic(box);
    }
  }
}
