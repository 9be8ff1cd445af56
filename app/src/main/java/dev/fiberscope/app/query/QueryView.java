package dev.fiberscope.app.query;

import dev.fiberscope.app.query.QueryViewModel.Answered;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks the open session in SQL: a question, its answer as a table, and a column as a picture. */
public final class QueryView extends SplitPane {
  private static final double SCHEMA_SHARE = 0.2;
  private static final int WIDEST = 420;
  private static final int NARROWEST = 80;

  /** Characters of a question in the list of those that were asked. */
  private static final int LONGEST = 100;

  private static final double CHARACTER = 7.5;
  private static final MathContext DIGITS = new MathContext(7);

  private final QueryViewModel query;
  private final BiConsumer<String, Rows> save;
  private final Runnable showOnTimeline;
  private final QuestionView question;
  private final Label told = new Label();
  private final Label problem = new Label();
  private final StackPane place = new StackPane();
  private final AnswerChartView chart = new AnswerChartView();
  private final Button histogram = Controls.small("Histogram", "Numbers of the selected column");
  private final Button overTime = Controls.small("Over time", "The selected column, by start_ns");
  private Optional<DataTableView<List<Object>>> table = Optional.empty();

  /**
   * @param save writes a table under a name into a file that somebody chooses
   * @param showOnTimeline shows what is selected
   */
  public QueryView(QueryViewModel query, BiConsumer<String, Rows> save, Runnable showOnTimeline) {
    this.query = query;
    this.save = save;
    this.showOnTimeline = showOnTimeline;
    setId("query");
    question = new QuestionView(query);
    SchemaView schema = new SchemaView(question::insert);
    schema.setMinWidth(140);
    query.schemaProperty().subscribe(schema::show);
    Button ask = Controls.small("Ask", "Ask it (Ctrl+Enter)");
    ask.setId("query-ask");
    ask.setOnAction(_ -> query.ask());
    Button stop = Controls.small("Stop", "Stop asking (Esc)");
    stop.setOnAction(_ -> query.cancel());
    stop.disableProperty().bind(Bindings.isEmpty(query.doingProperty()));
    histogram.setId("query-histogram");
    histogram.setOnAction(_ -> column().ifPresent(at -> chart.histogram(answer(), at)));
    overTime.setOnAction(_ -> column().ifPresent(at -> chart.overTime(answer(), at)));
    told.getStyleClass().add("secondary");
    problem.setId("query-problem");
    problem.getStyleClass().addAll("mono", "query-problem");
    problem.textProperty().bind(query.problemProperty());
    problem.managedProperty().bind(Bindings.isNotEmpty(query.problemProperty()));
    problem.visibleProperty().bind(problem.managedProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton asked = new MenuButton("Asked");
    asked.setId("query-asked");
    asked.getStyleClass().addAll("small-button", "small-menu");
    asked.setMinWidth(USE_PREF_SIZE);
    asked.setTooltip(new Tooltip("What was asked before (Alt+Up, Alt+Down)"));
    asked.setOnShowing(_ -> listAsked(asked));
    HBox line = new HBox(8, ask, stop, asked, told, space, histogram, overTime);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(place, Priority.ALWAYS);
    VBox right = new VBox(8, question, line, problem, chart, place);
    right.getStyleClass().add("place");
    right.setMinWidth(0);
    getItems().addAll(schema, right);
    setDividerPositions(SCHEMA_SHARE);
    setResizableWithParent(schema, false);
    query.answeredProperty().subscribe(this::show);
    query.doingProperty().subscribe(_ -> tell());
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                query.look();
              }
            });
  }

  /** So that one can type. */
  public void focusQuestion() {
    question.requestFocus();
  }

  private void listAsked(MenuButton menu) {
    menu.getItems().clear();
    for (String each : query.history().asked()) {
      String line = each.strip().replaceAll("\\s+", " ");
      MenuItem item =
          new MenuItem(line.length() > LONGEST ? line.substring(0, LONGEST) + "\u2026" : line);
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> question.replace(each));
      menu.getItems().add(item);
    }
    if (menu.getItems().isEmpty()) {
      MenuItem none = new MenuItem("Nothing was asked yet.");
      none.setDisable(true);
      menu.getItems().add(none);
    }
  }

  private Answer answer() {
    return query.answeredProperty().get().answer();
  }

  private void show(Answered answered) {
    chart.clear();
    tell();
    if (answered == null) {
      table = Optional.empty();
      Label hint =
          Controls.paragraph(
              "Ctrl+Enter asks, Ctrl+Space completes a word, Alt+Up brings back what was asked. A row with a thread and a start_ns is shown on the timeline by Enter or a double click.");
      place.getChildren().setAll(hint);
      histogram.setDisable(true);
      overTime.setDisable(true);
      return;
    }
    DataTableView<List<Object>> rows = table(answered.answer());
    table = Optional.of(rows);
    place.getChildren().setAll(rows);
    histogram.setDisable(answered.answer().rows().isEmpty());
    overTime.setDisable(!AnswerChartView.hasTime(answered.answer()));
  }

  private DataTableView<List<Object>> table(Answer answer) {
    DataTableView<List<Object>> made =
        new DataTableView<>(
            "Answer",
            columns(answer),
            _ -> query.table().ifPresent(rows -> save.accept("query", rows)));
    made.setId("query-answer");
    made.getSelectionModel().setCellSelectionEnabled(true);
    made.setPlaceholder(new Label("No row is like that."));
    made.getItems().setAll(answer.rows());
    made.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            go(made);
          }
        });
    made.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            go(made);
            event.consume();
          }
        });
    return made;
  }

  private void go(TableView<List<Object>> rows) {
    List<Object> row = rows.getSelectionModel().getSelectedItem();
    if (row != null && query.select(row)) {
      showOnTimeline.run();
    }
  }

  private static List<Column<List<Object>, ?>> columns(Answer answer) {
    List<Column<List<Object>, ?>> columns = new ArrayList<>();
    for (int i = 0; i < answer.columns().size(); i++) {
      int at = i;
      boolean number =
          answer.rows().stream()
              .map(row -> row.get(at))
              .allMatch(value -> value == null || value instanceof Number);
      String name = answer.columns().get(i);
      int longest =
          answer.rows().stream()
              .limit(200)
              .mapToInt(row -> text(row.get(at)).length())
              .max()
              .orElse(0);
      double width =
          Math.clamp(CHARACTER * Math.max(name.length(), longest) + 24, NARROWEST, WIDEST);
      columns.add(
          new Column<>(
              name, width, number, row -> row.get(at), QueryView::text, QueryView::compared));
    }
    return columns;
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Double part -> rounded(part);
      default -> value.toString();
    };
  }

  private static String rounded(double part) {
    return Double.isFinite(part)
        ? new BigDecimal(part).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.valueOf(part);
  }

  /** Numbers by their size, all else by its text; what is not known comes first. */
  private static int compared(Object one, Object other) {
    if (one instanceof Number first && other instanceof Number second) {
      return Double.compare(first.doubleValue(), second.doubleValue());
    }
    return Comparator.nullsFirst(String.CASE_INSENSITIVE_ORDER)
        .compare(
            one == null ? null : one.toString(), other == null ? null : Objects.toString(other));
  }

  /** The selected column that has numbers, or the last one that has. */
  private Optional<Integer> column() {
    Answer answer = answer();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < answer.columns().size(); i++) {
      int at = i;
      if (answer.rows().stream().anyMatch(row -> row.get(at) instanceof Number)) {
        numbers.add(i);
      }
    }
    Optional<Integer> selected =
        table.stream()
            .flatMap(each -> each.getSelectionModel().getSelectedCells().stream())
            .map(cell -> cell.getColumn())
            .filter(numbers::contains)
            .findFirst();
    return selected.or(() -> numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.getLast()));
  }

  private void tell() {
    String doing = query.doingProperty().get();
    Answered answered = query.answeredProperty().get();
    told.setText(
        !doing.isEmpty()
            ? doing + "\u2026"
            : answered == null
                ? ""
                : Numbers.count(answered.answer().rows().size(), "row")
                    + (answered.answer().more() ? ", and there are more" : "")
                    + " in "
                    + Times.duration(answered.nanos()));
  }
}
