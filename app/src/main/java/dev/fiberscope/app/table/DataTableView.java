package dev.fiberscope.app.table;

import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A table whose rows can be copied, as text with tabs. */
public class DataTableView<R> extends TableView<R> {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final double ROW = 26;
  private static final int LONG = 12;

  private final List<Column<R, ?>> columns;

  /**
   * @param name what it lists, for those who do not see it
   * @param saveAs writes all rows into a file that somebody chooses
   */
  public DataTableView(String name, List<Column<R, ?>> columns, Consumer<Rows> saveAs) {
    this.columns = List.copyOf(columns);
    setAccessibleText(name);
    getStyleClass().add("data-table");
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setFixedCellSize(ROW);
    columns.forEach(column -> getColumns().add(tableColumn(column)));
    MenuItem copy = new MenuItem("Copy rows");
    copy.setAccelerator(COPY);
    copy.setOnAction(_ -> copy());
    MenuItem save = new MenuItem("Save as CSV\u2026");
    save.setOnAction(_ -> saveAs.accept(rows()));
    setContextMenu(new ContextMenu(copy, save));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (COPY.match(event)) {
            copy();
            event.consume();
          }
        });
  }

  /** Lets one column take the room that the others leave; there is no scrolling sideways then. */
  public void flex(String name) {
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    getColumns().stream()
        .filter(column -> !column.getText().equals(name))
        .forEach(column -> column.setMaxWidth(column.getPrefWidth()));
  }

  private static <R, V> TableColumn<R, V> tableColumn(Column<R, V> column) {
    TableColumn<R, V> tableColumn = new TableColumn<>(column.name());
    tableColumn.setPrefWidth(column.width());
    tableColumn.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(column.value().apply(row.getValue())));
    tableColumn.setComparator(column.order());
    if (column.rightAligned()) {
      tableColumn.getStyleClass().add("right");
    }
    tableColumn.setCellFactory(
        _ ->
            new TableCell<>() {
              @Override
              protected void updateItem(V value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty || value == null ? "" : column.text().apply(value));
                // It may be wider than its column.
                setTooltip(getText().length() < LONG ? null : new Tooltip(getText()));
                setAlignment(column.rightAligned() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
              }
            });
    return tableColumn;
  }

  /** What is listed, as it is listed. */
  private Rows rows() {
    return new Rows() {
      @Override
      public List<String> columns() {
        return columns.stream().map(Column::name).toList();
      }

      @Override
      public void forEach(Taker taker) throws IOException {
        for (R row : getItems()) {
          taker.row(columns.stream().map(column -> (Object) column.textOf(row)).toArray());
        }
      }
    };
  }

  /** Puts the selected rows on the clipboard, all of a short table if none is selected. */
  private void copy() {
    ObservableList<R> selected = getSelectionModel().getSelectedItems();
    List<R> rows = selected.isEmpty() && getItems().size() < 1_000 ? getItems() : selected;
    String head = columns.stream().map(Column::name).collect(Collectors.joining("\t"));
    ClipboardContent content = new ClipboardContent();
    content.putString(
        rows.stream()
            .map(row -> columns.stream().map(c -> c.textOf(row)).collect(Collectors.joining("\t")))
            .collect(Collectors.joining("\n", head + "\n", "\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
