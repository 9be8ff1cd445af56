package dev.fiberscope.app.inspector;

import dev.fiberscope.app.theme.Controls;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A name on the left and its value on the right. */
final class FactView extends HBox {
  FactView(String name, String value) {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label number = new Label(value);
    number.getStyleClass().add("mono");
    number.setMinWidth(USE_PREF_SIZE);
    Label label = new Label(name);
    label.setMinWidth(0);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Tooltip.install(label, new Tooltip(name));
    setSpacing(8);
    getChildren().addAll(label, space, number);
  }

  /** The heading of facts that belong together. */
  static Node section(String text) {
    Label label = Controls.section(text);
    VBox box = new VBox(label);
    box.setPadding(new Insets(10, 0, 0, 0));
    return box;
  }
}
