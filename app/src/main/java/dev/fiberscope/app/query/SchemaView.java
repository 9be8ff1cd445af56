package dev.fiberscope.app.query;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What can be asked for: views, tables and their columns, each with what it is. */
final class SchemaView extends VBox {
  /** A line of the tree. */
  private record Line(String name, String type, String comment) {}

  private final TreeView<Line> tree = new TreeView<>();

  /**
   * @param use takes a name that somebody wants in the question
   */
  SchemaView(Consumer<String> use) {
    super(6);
    setId("query-schema");
    getStyleClass().add("query-schema");
    Label heading = Controls.section("TABLES");
    Label hint = Controls.paragraph("A double click puts a name into the question.");
    tree.setShowRoot(false);
    tree.setAccessibleText("Tables and columns");
    tree.setCellFactory(_ -> new Cell());
    tree.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            chosen(use);
          }
        });
    tree.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            chosen(use);
          }
        });
    setVgrow(tree, Priority.ALWAYS);
    getChildren().addAll(heading, hint, tree);
  }

  private void chosen(Consumer<String> use) {
    TreeItem<Line> item = tree.getSelectionModel().getSelectedItem();
    if (item != null) {
      use.accept(item.getValue().name());
    }
  }

  void show(List<Described> schema) {
    TreeItem<Line> root = new TreeItem<>(new Line("", "", ""));
    // Views answer first questions, so they come first.
    schema.stream()
        .filter(Described::isView)
        .map(SchemaView::item)
        .forEach(root.getChildren()::add);
    schema.stream()
        .filter(each -> !each.isView())
        .map(SchemaView::item)
        .forEach(root.getChildren()::add);
    tree.setRoot(root);
  }

  private static TreeItem<Line> item(Described table) {
    TreeItem<Line> item =
        new TreeItem<>(new Line(table.name(), table.isView() ? "view" : "", table.comment()));
    for (DescribedColumn column : table.columns()) {
      item.getChildren()
          .add(
              new TreeItem<>(
                  new Line(
                      column.name(), column.type().toLowerCase(Locale.ROOT), column.comment())));
    }
    return item;
  }

  private static final class Cell extends TreeCell<Line> {
    @Override
    protected void updateItem(Line line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setText("");
        setTooltip(null);
        return;
      }
      setText(line.name() + (line.type().isEmpty() ? "" : "  " + line.type()));
      setTooltip(line.comment().isEmpty() ? null : new Tooltip(line.comment()));
    }
  }
}
