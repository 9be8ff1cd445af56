package dev.fiberscope.app.events;

import dev.fiberscope.app.events.EventsViewModel.Listed;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.recordings.events.EventFilter;
import dev.fiberscope.recordings.events.EventList;
import dev.fiberscope.recordings.events.EventRow;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Every event of the recording in a table, filtered by type, fiber and text. */
public final class EventsView extends VBox {
  private static final Duration TYPING = Duration.millis(250);

  private final EventsViewModel events;
  private final ComboBox<String> type = new ComboBox<>();
  private final TextField text = new TextField();
  private final CheckBox selectedOnly = new CheckBox("Only of what is selected");
  private final Label told = new Label();
  private final DataTableView<EventRow> table;
  private final Label empty = new Label();
  private Map<String, Long> counts = Map.of();
  private boolean following;
  private boolean updating;

  /**
   * @param save saves a table; told what it is of
   * @param showOnTimeline goes to where the selection is
   */
  public EventsView(
      EventsViewModel events, BiConsumer<String, Rows> save, Runnable showOnTimeline) {
    this.events = events;
    setId("events");
    getStyleClass().add("place");
    table =
        new DataTableView<>(
            "Events of the recording",
            columns(),
            _ -> events.table().ifPresent(rows -> save.accept("events", rows)));
    table.setId("event-table");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(empty);
    empty.setWrapText(true);
    VBox.setVgrow(table, Priority.ALWAYS);
    Label title = new Label("Events");
    title.getStyleClass().add("title");
    told.getStyleClass().add("secondary");
    getChildren().addAll(title, filters(), table);
    table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> rowSelected(row));
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            showOnTimeline.run();
            event.consume();
          }
        });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2 && table.getSelectionModel().getSelectedItem() != null) {
            showOnTimeline.run();
          }
        });
    events.listedProperty().addListener((_, _, listed) -> show(listed));
    events.doingProperty().addListener(_ -> tell());
    events.problemProperty().addListener(_ -> tell());
    events.selectionProperty().addListener(_ -> followSelection());
    tell();
  }

  private static List<Column<EventRow, ?>> columns() {
    return List.of(
        Column.number("Time (s)", 120, EventRow::start, nanos -> Times.moment(nanos)),
        Column.number(
            "Duration", 80, EventRow::nanos, nanos -> nanos == 0 ? "" : Times.duration(nanos)),
        Column.text("Type", 200, EventRow::type),
        Column.text("Thread", 170, EventRow::thread),
        Column.text("Fields", 640, EventRow::fields));
  }

  private HBox filters() {
    type.setId("event-type");
    type.setAccessibleText("Type of event");
    type.setPrefWidth(260);
    type.setCellFactory(_ -> typeCell());
    type.setButtonCell(typeCell());
    type.getItems().setAll("");
    type.setValue("");
    type.valueProperty()
        .addListener(
            (_, _, value) -> {
              // New items take the value away for a moment.
              if (!updating) {
                events.typeProperty().set(value == null ? "" : value);
              }
            });
    events.typeProperty().subscribe(type::setValue);
    text.setId("event-text");
    text.setPromptText("Words in type, thread or fields");
    text.setPrefColumnCount(22);
    // Every change reads the recording again, so a word is not looked for letter by letter.
    PauseTransition typing = new PauseTransition(TYPING);
    typing.setOnFinished(_ -> events.textProperty().set(text.getText()));
    text.textProperty().addListener(_ -> typing.playFromStart());
    events
        .textProperty()
        .subscribe(
            words -> {
              if (!text.getText().strip().equals(words.strip())) {
                text.setText(words);
                typing.stop();
              }
            });
    text.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            text.clear();
            table.requestFocus();
            event.consume();
          }
        });
    selectedOnly.setId("event-selected-only");
    selectedOnly.setTooltip(new Tooltip("Events of the fiber or carrier that is selected"));
    selectedOnly.selectedProperty().bindBidirectional(events.selectedOnlyProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox filters = new HBox(type, text, selectedOnly, space, told);
    filters.getStyleClass().add("filters");
    return filters;
  }

  private ListCell<String> typeCell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(String name, boolean isEmpty) {
        super.updateItem(name, isEmpty);
        setText(
            isEmpty || name == null
                ? ""
                : name.isEmpty()
                    ? "All types"
                    : name + "  " + Numbers.count(counts.getOrDefault(name, 0L)));
      }
    };
  }

  /** Takes the focus where it is of most use. */
  public void focusTable() {
    table.requestFocus();
  }

  /** For typing words that events have. */
  public void focusFilter() {
    text.requestFocus();
    text.selectAll();
  }

  private void show(Listed listed) {
    selectedOnly.setDisable(!events.knowsThreads());
    if (listed == null) {
      table.setItems(FXCollections.observableArrayList());
      tell();
      return;
    }
    EventList list = listed.list();
    if (!counts.equals(list.types())) {
      counts = list.types();
      String chosen = events.typeProperty().get();
      updating = true;
      type.getItems().setAll(Stream.concat(Stream.of(""), counts.keySet().stream()).toList());
      type.setValue(chosen);
      updating = false;
    }
    boolean held = listed.held() != null;
    table.getSortOrder().clear();
    table.getColumns().forEach(column -> column.setSortable(held));
    table.setItems(held ? FXCollections.observableArrayList(listed.held()) : new VirtualRows(list));
    tell();
    followSelection();
  }

  private void tell() {
    Listed listed = events.listedProperty().get();
    String doing = events.doingProperty().get();
    String problem = events.problemProperty().get();
    empty.setText(
        !problem.isEmpty()
            ? problem
            : !doing.isEmpty()
                ? "Reading events\u2026"
                : "No event is like that"
                    + (events.hasRange() ? " in the marked stretch of time." : "."));
    if (!doing.isEmpty()) {
      told.setText(doing + "\u2026");
      return;
    }
    told.setText(listed == null ? "" : summary(listed));
  }

  private String summary(Listed listed) {
    EventList list = listed.list();
    String where = events.hasRange() ? " in the marked time" : "";
    String count = Numbers.count(list.wanted(), "event") + where;
    if (list.wanted() > list.size()) {
      return count + ", the first " + Numbers.count(list.size()) + " of the file are listed";
    }
    return listed.held() == null ? count + ", in the order of time" : count;
  }

  private void rowSelected(EventRow row) {
    if (row != null && !following && row.threadId() != EventFilter.ANY_THREAD) {
      following = true;
      Selection selection = events.selectionOf(row);
      if (!selection.isEmpty()) {
        events.select(selection);
      }
      following = false;
    }
  }

  /** Scrolls to the first event from the moment on that is selected. */
  private void followSelection() {
    Listed listed = events.listedProperty().get();
    if (following || listed == null || listed.list().size() == 0) {
      return;
    }
    events
        .selectedMoment()
        .ifPresent(
            moment -> {
              int inTime = Math.min(listed.list().size() - 1, listed.list().firstFrom(moment));
              // Rows that are held may be sorted otherwise.
              int row =
                  listed.held() == null
                      ? inTime
                      : table.getItems().indexOf(listed.held().get(inTime));
              following = true;
              table.getSelectionModel().clearAndSelect(row);
              table.scrollTo(Math.max(0, row - 3));
              following = false;
            });
  }
}
