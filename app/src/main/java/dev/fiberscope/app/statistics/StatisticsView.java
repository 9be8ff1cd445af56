package dev.fiberscope.app.statistics;

import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.Distributions;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.VBox;

/** How long states last and what changes over time: tables and charts. */
public final class StatisticsView extends ScrollPane {
  private static final double ROW = 26;
  private static final double HEAD = 30;

  private final StatisticsViewModel statistics;
  private final Label scope = new Label();
  private final Label queued = new Label();
  private final DataTableView<StateRow> states;
  private final DataTableView<CarrierRow> carriers;
  private final ChartsView charts = new ChartsView();
  private final VBox content;

  private record CarrierRow(String name, long slices, double busy, double pinned) {}

  /**
   * @param save saves a table; told what it is of
   */
  public StatisticsView(StatisticsViewModel statistics, BiConsumer<String, Rows> save) {
    this.statistics = statistics;
    setId("statistics");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("place-scroll");
    states =
        new DataTableView<>(
            "How long fibers were in each state",
            stateColumns(),
            _ -> statistics.durations().ifPresent(rows -> save.accept("durations", rows)));
    carriers =
        new DataTableView<>(
            "How busy each carrier was",
            carrierColumns(),
            _ -> statistics.carriers().ifPresent(rows -> save.accept("carriers", rows)));
    states.setId("durations");
    carriers.setId("carrier-loads");
    Label title = new Label("Statistics");
    title.getStyleClass().add("title");
    scope.getStyleClass().add("secondary");
    scope.setWrapText(true);
    queued.getStyleClass().add("secondary");
    queued.setWrapText(true);
    content = new VBox(title, scope, queued, states, charts, carriers);
    content.getStyleClass().add("place");
    setContent(content);
    statistics.distributionsProperty().addListener(_ -> show());
    show();
  }

  private static List<Column<StateRow, ?>> stateColumns() {
    return List.of(
        Column.text("Time of fibers", 120, StateRow::name),
        Column.number("Count", 90, row -> row.durations().count(), Numbers::count),
        time("Together", row -> row.durations().sum()),
        time("Shortest", row -> row.durations().shortest()),
        time("Median", row -> row.durations().percentile(0.5)),
        time("90 %", row -> row.durations().percentile(0.9)),
        time("99 %", row -> row.durations().percentile(0.99)),
        time("99.9 %", row -> row.durations().percentile(0.999)),
        time("Longest", row -> row.durations().longest()));
  }

  private static Column<StateRow, Long> time(String name, ToLongFunction<StateRow> nanos) {
    return Column.number(name, 88, nanos::applyAsLong, Times::duration);
  }

  private static List<Column<CarrierRow, ?>> carrierColumns() {
    return List.of(
        Column.text("Carrier", 260, CarrierRow::name),
        Column.number("Slices", 100, CarrierRow::slices, Numbers::count),
        share("Busy", CarrierRow::busy),
        share("Pinned", CarrierRow::pinned));
  }

  private static Column<CarrierRow, Double> share(String name, Function<CarrierRow, Double> value) {
    return new Column<>(name, 100, true, value, Numbers::percent, Double::compare);
  }

  private void show() {
    Distributions all = statistics.distributionsProperty().get();
    boolean ready = all != null;
    for (int i = 2; i < content.getChildren().size(); i++) {
      content.getChildren().get(i).setVisible(ready);
    }
    if (!ready) {
      scope.setText("Counting\u2026");
      return;
    }
    scope.setText(
        statistics.isWhole()
            ? "The whole recording, "
                + Times.duration(all.to() - all.from())
                + ". Mark a stretch of time on the timeline to count only what is in it."
            : "The marked "
                + Times.duration(all.to() - all.from())
                + " from "
                + Times.moment(all.from())
                + " s on. Esc on the timeline takes the mark away.");
    queued.setText(QueueEvidence.of(statistics.counted().session(), all));
    states
        .getItems()
        .setAll(
            StateRow.STATES.stream()
                .map(state -> new StateRow(state, StateRow.name(state), all.byState().get(state)))
                .filter(row -> row.durations().count() > 0)
                .toList());
    carriers.getItems().setAll(all.carriers().stream().map(load -> row(all, load)).toList());
    fit(states);
    fit(carriers);
    charts.show(statistics.counted(), all);
  }

  private CarrierRow row(Distributions all, Distributions.CarrierLoad load) {
    double length = Math.max(1, all.to() - all.from());
    return new CarrierRow(
        statistics.counted().session().threads().name(load.thread()),
        load.slices(),
        LongStream.of(load.nanos()).sum() / length,
        load.nanos()[State.PINNED.ordinal()] / length);
  }

  private static void fit(DataTableView<?> table) {
    double height = HEAD + ROW * Math.max(1, table.getItems().size()) + 2;
    table.setPrefHeight(height);
    table.setMinHeight(height);
    table.setMaxWidth(table.getColumns().stream().mapToDouble(TableColumn::getWidth).sum() + 4);
  }
}
