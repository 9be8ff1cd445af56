package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.ValueRow.Kind;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.engine.replay.Replay;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The value so far as a tree; a click on a line goes to the step that read it. */
final class ValueView extends VBox {
  private static final double INDENT = 14;
  private static final double NAME_SHARE = 0.34;
  private static final double TYPE_SHARE = 0.26;
  private static final double LEAST_NAME = 70;
  private static final int MORE = 1_000;

  private final StepperViewModel stepper;
  private final ListView<ValueRow> list = new ListView<>();
  private final Set<Long> opened = new HashSet<>();
  private final Set<Long> closed = new HashSet<>();
  private final Map<Long, Integer> listed = new HashMap<>();
  private Replay shownOf;
  private long message;

  ValueView(StepperViewModel stepper) {
    this.stepper = stepper;
    Label heading = Controls.section("VALUE SO FAR");
    list.setId("value");
    list.setAccessibleText("Value so far");
    list.getStyleClass().add("value-list");
    list.setFixedCellSize(22);
    list.setCellFactory(_ -> new Line());
    Label none = Controls.secondary("Nothing has been read yet.");
    list.setPlaceholder(none);
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    list.widthProperty().addListener(_ -> list.refresh());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(heading, list);
  }

  /** Shows how the stepper stands. */
  void refresh() {
    Optional<Replay> replay = stepper.replay();
    shownOf = replay.orElse(null);
    if (stepper.messages() != message) {
      message = stepper.messages();
      opened.clear();
      closed.clear();
      listed.clear();
    }
    List<ValueRow> rows =
        replay
            .filter(_ -> stepper.position() > 0)
            .map(
                each ->
                    ValueRows.of(
                        each,
                        each.at(stepper.position()),
                        stepper.waitsFor(),
                        opened,
                        closed,
                        listed))
            .orElse(List.of());
    list.getItems().setAll(rows);
    for (int i = 0; i < rows.size(); i++) {
      Kind kind = rows.get(i).kind();
      if (kind == Kind.CURRENT || kind == Kind.FAILED) {
        list.scrollTo(Math.max(0, i - 4));
        return;
      }
    }
  }

  private void typed(KeyEvent event) {
    ValueRow row = list.getSelectionModel().getSelectedItem();
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy();
      event.consume();
    } else if (row != null && event.getCode() == KeyCode.ENTER) {
      chosen(row);
      event.consume();
    } else if (row != null
        && row.opens()
        && (event.getCode() == KeyCode.RIGHT && !row.isOpen()
            || event.getCode() == KeyCode.LEFT && row.isOpen())) {
      toggle(row);
      event.consume();
    }
  }

  /** Copies what is listed. */
  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(
        list.getItems().stream()
            .map(
                row ->
                    "  ".repeat(row.depth())
                        + (row.name().isEmpty() ? "" : row.name() + ": ")
                        + row.type()
                        + (row.value().isEmpty() ? "" : " = " + row.value()))
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void chosen(ValueRow row) {
    if (row.kind() == Kind.MORE) {
      toggle(row);
    } else if (row.step() > 0) {
      // Behind a value that was read whole all of its bytes are marked.
      long close = row.opens() && !isReading(row) ? shownOf.closeOf(row.step()) : Replay.NONE;
      stepper.goTo(close == Replay.NONE ? row.step() : close);
    }
  }

  private static boolean isReading(ValueRow row) {
    return row.kind() == Kind.DECODING || row.kind() == Kind.FAILED;
  }

  private void toggle(ValueRow row) {
    if (row.kind() == Kind.MORE) {
      listed.merge(row.step(), ValueRows.LISTED + MORE, (before, _) -> before + MORE);
    } else if (row.isOpen()) {
      closed.add(row.step());
      opened.remove(row.step());
    } else {
      opened.add(row.step());
      closed.remove(row.step());
    }
    int selected = list.getSelectionModel().getSelectedIndex();
    List<ValueRow> rows = List.copyOf(list.getItems());
    refresh();
    if (selected >= 0 && selected < rows.size()) {
      list.getSelectionModel().select(selected);
    }
  }

  /** A line of the tree. */
  private final class Line extends ListCell<ValueRow> {
    private final Region indent = new Region();
    private final Label arrow = new Label();
    private final Label name = new Label();
    private final Label type = new Label();
    private final Label value = new Label();
    private final HBox box = new HBox(indent, arrow, name, type, value);
    private final Tooltip whole = new Tooltip();

    private Line() {
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      box.setPrefWidth(0);
      arrow.setMinWidth(16);
      arrow.setMaxWidth(16);
      name.getStyleClass().add("mono");
      type.getStyleClass().addAll("mono", "value-type");
      value.getStyleClass().add("mono");
      HBox.setHgrow(value, Priority.ALWAYS);
      value.setMinWidth(0);
      arrow.setOnMouseClicked(
          event -> {
            toggle(getItem());
            event.consume();
          });
      setOnMouseClicked(
          event -> {
            if (getItem() != null && event.isStillSincePress()) {
              chosen(getItem());
            }
          });
    }

    private static void wide(Label label, double width) {
      label.setMinWidth(width);
      label.setPrefWidth(width);
      label.setMaxWidth(width);
    }

    @Override
    protected void updateItem(ValueRow row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().removeIf(style -> style.startsWith("value-of-"));
      if (empty || row == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      double used = INDENT * Math.min(row.depth(), 12);
      indent.setMinWidth(used);
      wide(name, Math.max(LEAST_NAME, list.getWidth() * NAME_SHARE - used));
      wide(type, list.getWidth() * TYPE_SHARE);
      arrow.setGraphic(
          row.opens()
              ? new FontIcon(row.isOpen() ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT)
              : null);
      name.setText(row.name());
      type.setText(row.type());
      value.setText(row.value());
      getStyleClass().add("value-of-" + row.kind().name().toLowerCase(Locale.ROOT));
      whole.setText(
          (row.name().isEmpty() ? "" : row.name() + ": ")
              + row.type()
              + (row.value().isEmpty() ? "" : "\n" + row.value()));
      setTooltip(whole);
      setGraphic(box);
    }
  }
}
