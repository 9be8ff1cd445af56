package dev.fiberscope.app.query;

import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.Chart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.ScatterChart;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.StackPane;

/** A column of an answer as a picture: how its numbers are spread, or what they are over time. */
final class AnswerChartView extends StackPane {
  private static final double HEIGHT = 190;
  private static final int MOST_POINTS = 2_000;
  private static final String TIME = "start_ns";

  AnswerChartView() {
    setId("query-chart");
    getStyleClass().add("query-chart");
    setPrefHeight(HEIGHT);
    setMinHeight(HEIGHT);
    setVisible(false);
    setManaged(false);
  }

  /** Shows nothing. */
  void clear() {
    getChildren().clear();
    setVisible(false);
    setManaged(false);
  }

  void histogram(Answer answer, int column) {
    ColumnBins bins = ColumnBins.of(answer.rows(), column);
    String name = answer.columns().get(column);
    CategoryAxis x = new CategoryAxis();
    x.setSide(Side.BOTTOM);
    BarChart<String, Number> chart = new BarChart<>(x, new NumberAxis());
    XYChart.Series<String, Number> series = new XYChart.Series<>();
    for (int i = 0; i < bins.counts().length; i++) {
      series.getData().add(new XYChart.Data<>(text(name, bins.edges()[i]), bins.counts()[i]));
    }
    chart.getData().add(series);
    chart.setBarGap(0);
    chart.setCategoryGap(1);
    show(chart, name + ", " + Numbers.count(answer.rows().size(), "row"));
  }

  /** True if rows have a moment. */
  static boolean hasTime(Answer answer) {
    return answer.columns().contains(TIME);
  }

  void overTime(Answer answer, int column) {
    int time = answer.columns().indexOf(TIME);
    XYChart.Series<Number, Number> series = new XYChart.Series<>();
    List<List<Object>> rows = answer.rows();
    int step = Math.max(1, rows.size() / MOST_POINTS);
    for (int i = 0; i < rows.size(); i += step) {
      if (rows.get(i).get(time) instanceof Long at
          && rows.get(i).get(column) instanceof Number value) {
        series.getData().add(new XYChart.Data<>(at / 1e9, value));
      }
    }
    NumberAxis x = new NumberAxis();
    x.setForceZeroInRange(false);
    x.setLabel("s");
    ScatterChart<Number, Number> chart = new ScatterChart<>(x, new NumberAxis());
    chart.getData().add(series);
    show(chart, answer.columns().get(column) + " over time");
  }

  private void show(Chart chart, String title) {
    chart.setAnimated(false);
    chart.setLegendVisible(false);
    chart.setTitle(title);
    getChildren().setAll(chart);
    setVisible(true);
    setManaged(true);
  }

  private static String text(String column, double value) {
    return column.endsWith("_ns")
        ? Times.duration(Math.round(value))
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
