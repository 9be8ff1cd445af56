package dev.fiberscope.app.decode;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The decodes of a recording, to choose one that is to be stepped through. */
public final class DecodesView extends VBox {
  private final DecodeViewModel decode;
  private final Label told = new Label();
  private final DataTableView<DecodeRow> table;
  private OpenSession listed;

  /**
   * @param save writes a table under a name into a file that somebody chooses
   */
  public DecodesView(DecodeViewModel decode, BiConsumer<String, Rows> save) {
    this.decode = decode;
    setId("decodes");
    getStyleClass().add("place");
    Label title = new Label("Which decode?");
    title.getStyleClass().add("title");
    told.getStyleClass().add("secondary");
    told.setWrapText(true);
    table =
        new DataTableView<>(
            "Decodes, the worst first", columns(), rows -> save.accept("decodes", rows));
    table.setId("decode-table");
    table.flex("Outcome");
    table.setPlaceholder(new Label("Nothing was decoded in this recording."));
    setVgrow(table, Priority.ALWAYS);
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            choose();
            event.consume();
          }
        });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            choose();
          }
        });
    getChildren().addAll(title, told, table);
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                list();
                table.requestFocus();
              }
            });
    decode
        .openProperty()
        .addListener(
            _ -> {
              if (getScene() != null) {
                list();
              }
            });
  }

  private void list() {
    OpenSession open = decode.openProperty().get();
    if (open == null || open == listed) {
      return;
    }
    listed = open;
    int chosen = table.getSelectionModel().getSelectedIndex();
    List<DecodeRow> rows = DecodeRow.worst(open.session());
    int all = open.session().decodes().count();
    told.setText(
        (all > rows.size()
                ? Numbers.count(rows.size()) + " of " + Numbers.count(all, "decode")
                : Numbers.count(all, "decode"))
            + ": those that failed, then those that took longest. Enter steps through one; Esc"
            + " comes back here.");
    table.getItems().setAll(rows);
    table.getSelectionModel().select(Math.max(0, chosen));
  }

  private void choose() {
    DecodeRow row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      decode.choose(row.row());
    }
  }

  private static List<Column<DecodeRow, ?>> columns() {
    return List.of(
        Column.number("Begins, s", 110, DecodeRow::start, Times::moment),
        Column.text("Fiber", 150, DecodeRow::fiber),
        Column.text("Type", 150, DecodeRow::type),
        Column.number("Took", 90, DecodeRow::nanos, Times::duration),
        Column.number("Waits", 80, DecodeRow::waits, Numbers::count),
        Column.number("Bytes", 90, DecodeRow::bytes, Numbers::count),
        Column.text("Outcome", 300, DecodeRow::outcome));
  }
}
