package dev.fiberscope.app.decode;

import dev.fiberscope.app.theme.Controls;
import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Bytes of no types in CBOR's diagnostic notation; not to be seen where there are types. */
final class NotationView extends VBox {
  private final TextArea text = new TextArea();

  NotationView(PayloadViewModel payload) {
    super(8);
    getStyleClass().addAll("pane", "place");
    text.setId("payload-notation");
    text.setAccessibleText("The bytes in CBOR's diagnostic notation");
    text.getStyleClass().add("mono");
    text.setEditable(false);
    setVgrow(text, Priority.ALWAYS);
    getChildren()
        .addAll(
            Controls.section("CBOR, IN DIAGNOSTIC NOTATION"),
            Controls.paragraph("Each line begins with the offset of its first byte."),
            text);
    payload.resultProperty().subscribe(result -> show(result.notation()));
  }

  private void show(List<String> lines) {
    text.setText(String.join("\n", lines));
    setVisible(!lines.isEmpty());
    setManaged(!lines.isEmpty());
  }
}
