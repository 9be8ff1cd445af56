package dev.fiberscope.app.statistics;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.index.Distributions;
import dev.fiberscope.recordings.index.Distributions.CarrierLoad;
import dev.fiberscope.recordings.index.Durations;
import dev.fiberscope.recordings.index.StateDensity;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Locale;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.Chart;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.StackedAreaChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.util.StringConverter;

/** The statistics as charts: how long states last, and what changes over time. */
final class ChartsView extends GridPane {
  private static final int COLUMNS = 2;
  private static final int MOST_LINES = 8;
  private static final double HEIGHT = 200;
  private static final List<State> COUNTED =
      List.of(State.RUNNING, State.RUNNABLE, State.BLOCKED, State.PINNED);

  private int charts;

  ChartsView() {
    setHgap(16);
    setVgap(8);
    for (int column = 0; column < COLUMNS; column++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(100.0 / COLUMNS);
      getColumnConstraints().add(half);
    }
  }

  void show(OpenSession open, Distributions all) {
    getChildren().clear();
    charts = 0;
    for (State state : StateRow.STATES) {
      Durations durations = all.byState().get(state);
      if (durations.count() > 0) {
        add(histogram(state, durations));
      }
    }
    if (!all.carriers().isEmpty()) {
      add(load(open, all));
    }
    add(counts(open.density(), open.session().duration(), all));
  }

  private void add(Chart chart) {
    chart.setAnimated(false);
    chart.setPrefHeight(HEIGHT);
    chart.setMinHeight(HEIGHT);
    add(chart, charts % COLUMNS, charts / COLUMNS);
    charts++;
  }

  private static Chart histogram(State state, Durations durations) {
    CategoryAxis x = new CategoryAxis();
    NumberAxis y = countAxis();
    BarChart<String, Number> chart = new BarChart<>(x, y);
    XYChart.Series<String, Number> series = new XYChart.Series<>();
    var histogram = durations.histogram();
    for (int i = 0; i < histogram.counts().length; i++) {
      series.getData().add(new XYChart.Data<>(from(histogram, i), histogram.counts()[i]));
    }
    chart.getData().add(series);
    for (int i = 0; i < histogram.counts().length; i++) {
      String text =
          Numbers.count(histogram.counts()[i])
              + " took "
              + from(histogram, i)
              + " to "
              + Times.duration(histogram.from(i + 1));
      Tooltip.install(series.getData().get(i).getNode(), new Tooltip(text));
    }
    chart.setTitle(
        capital(StateRow.name(state)) + ", " + Numbers.count(durations.count()) + " times");
    chart.setLegendVisible(false);
    chart.setBarGap(0);
    chart.setCategoryGap(2);
    chart.getStyleClass().add("chart-" + state.name().toLowerCase(Locale.ROOT));
    return chart;
  }

  private static String from(Durations.Histogram histogram, int index) {
    return Times.duration(index == 0 && histogram.lowest() == 1 ? 0 : histogram.from(index));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Chart load(OpenSession open, Distributions all) {
    NumberAxis y = new NumberAxis(0, 100, 25);
    y.setTickLabelFormatter(text(value -> Math.round(value) + " %"));
    LineChart<Number, Number> chart = new LineChart<>(timeAxis(all), y);
    chart.setCreateSymbols(false);
    List<CarrierLoad> carriers = all.carriers();
    if (carriers.size() <= MOST_LINES) {
      for (CarrierLoad carrier : carriers) {
        chart
            .getData()
            .add(line(open.session().threads().name(carrier.thread()), all, carrier.busy()));
      }
      chart.setTitle("Carriers' utilization");
    } else {
      double[] mean = new double[StatisticsViewModel.PARTS];
      for (CarrierLoad carrier : carriers) {
        for (int part = 0; part < mean.length; part++) {
          mean[part] += carrier.busy()[part] / carriers.size();
        }
      }
      chart.getData().add(line("all carriers", all, mean));
      chart.setTitle("Utilization of " + Numbers.count(carriers.size(), "carrier"));
      chart.setLegendVisible(false);
    }
    return chart;
  }

  private static XYChart.Series<Number, Number> line(
      String name, Distributions all, double[] shares) {
    XYChart.Series<Number, Number> series = new XYChart.Series<>();
    series.setName(name);
    for (int part = 0; part < shares.length; part++) {
      double time = all.from() + (all.to() - all.from()) * (part + 0.5) / shares.length;
      series.getData().add(new XYChart.Data<>(time, 100 * shares[part]));
    }
    return series;
  }

  private static Chart counts(StateDensity density, long duration, Distributions all) {
    StackedAreaChart<Number, Number> chart = new StackedAreaChart<>(timeAxis(all), countAxis());
    chart.setCreateSymbols(false);
    chart.setTitle("Fibers over time, without parked ones");
    chart.getStyleClass().add("chart-states");
    for (State state : COUNTED) {
      XYChart.Series<Number, Number> series = new XYChart.Series<>();
      series.setName(state.name().toLowerCase(Locale.ROOT));
      for (int part = 0; part < StatisticsViewModel.PARTS; part++) {
        double time =
            all.from() + (all.to() - all.from()) * (part + 0.5) / StatisticsViewModel.PARTS;
        series.getData().add(new XYChart.Data<>(time, mean(density, state, duration, all, part)));
      }
      chart.getData().add(series);
    }
    return chart;
  }

  /** The mean number of fibers in a state during a part of the range. */
  private static double mean(
      StateDensity density, State state, long duration, Distributions all, int part) {
    double perNano = density.buckets() / (double) Math.max(1, duration);
    double length = (all.to() - all.from()) / (double) StatisticsViewModel.PARTS;
    int first = (int) ((all.from() + length * part) * perNano);
    int last = Math.max(first, (int) ((all.from() + length * (part + 1)) * perNano) - 1);
    double sum = 0;
    for (int bucket = first; bucket <= last; bucket++) {
      sum += density.fibers(state, Math.min(bucket, density.buckets() - 1));
    }
    return sum / (last - first + 1);
  }

  private static NumberAxis timeAxis(Distributions all) {
    NumberAxis axis = new NumberAxis(all.from(), all.to(), (all.to() - all.from()) / 6.0);
    long resolution = (all.to() - all.from()) / 100;
    axis.setTickLabelFormatter(text(value -> Times.moment((long) value, resolution) + " s"));
    axis.setMinorTickVisible(false);
    return axis;
  }

  private static NumberAxis countAxis() {
    NumberAxis axis = new NumberAxis();
    axis.setTickLabelFormatter(
        text(value -> value == Math.rint(value) ? Numbers.count((long) value) : ""));
    axis.setMinorTickVisible(false);
    return axis;
  }

  @FunctionalInterface
  private interface ValueText {
    String of(double value);
  }

  private static StringConverter<Number> text(ValueText text) {
    return new StringConverter<>() {
      @Override
      public String toString(Number value) {
        return text.of(value.doubleValue());
      }

      @Override
      public Number fromString(String never) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
