package dev.fiberscope.app.compare;

import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.compare.CompareText;
import dev.fiberscope.recordings.compare.Comparison;
import dev.fiberscope.recordings.compare.Comparison.SiteChange;
import dev.fiberscope.recordings.compare.Measure;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Two recordings side by side: what changed, and whether it is more than noise. */
public final class CompareView extends ScrollPane {
  private static final double ROW = 26;
  private static final double HEAD = 30;
  private static final int MOST_SITES = 40;

  private final CompareViewModel compare;
  private final Label sides = new Label();
  private final Label told = new Label();
  private final DataTableView<Measure> measures;
  private final DataTableView<SiteChange> sites;
  private final VBox findings = new VBox(4);
  private final VBox answer;
  private final VBox content = new VBox(12);

  /**
   * @param chooseBefore asks which recording is the one before
   * @param save writes a table under a name into a file that somebody chooses
   */
  public CompareView(
      CompareViewModel compare, Runnable chooseBefore, BiConsumer<String, Rows> save) {
    this.compare = compare;
    setId("compare");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("place-scroll");
    Label title = new Label("Compare");
    title.getStyleClass().add("title");
    Button choose =
        button("Choose the one before\u2026", "Another recording, such as of the release before");
    choose.setId("compare-choose");
    choose.setOnAction(_ -> chooseBefore.run());
    Button itself =
        button("With itself", "What is marked on the timeline (R, or a drag) with all of it");
    itself.setOnAction(_ -> compare.withItself());
    sides.getStyleClass().add("secondary");
    HBox line = new HBox(8, choose, itself, sides);
    line.setAlignment(Pos.CENTER_LEFT);
    told.setId("compare-told");
    told.getStyleClass().add("secondary");
    told.setWrapText(true);
    measures =
        new DataTableView<>(
            "Measures of both",
            measureColumns(),
            _ -> compare.table().ifPresent(rows -> save.accept("comparison", rows)));
    measures.setId("compare-measures");
    measures.flex("What is to be said");
    measures.setRowFactory(_ -> new MeasureRow());
    sites =
        new DataTableView<>(
            "Where fibers waited", siteColumns(), rows -> save.accept("compared-sites", rows));
    sites.setId("compare-sites");
    sites.flex("Where fibers waited");
    sites.setPlaceholder(new Label("No stack traces were recorded (settings --level full)."));
    answer = new VBox(12, measures, findings, sites);
    content.getChildren().addAll(title, line, told);
    content.getStyleClass().add("place");
    setContent(content);
    compare.comparisonProperty().subscribe(_ -> show());
    compare.doingProperty().subscribe(_ -> show());
    compare.problemProperty().subscribe(_ -> show());
  }

  private static Button button(String text, String tooltip) {
    Button button = new Button(text);
    button.setTooltip(new Tooltip(tooltip));
    button.getStyleClass().add("small-button");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /** Worse is red, better is green. */
  private static final class MeasureRow extends TableRow<Measure> {
    @Override
    protected void updateItem(Measure measure, boolean empty) {
      super.updateItem(measure, empty);
      getStyleClass().removeAll("worse", "better");
      if (!empty && measure != null) {
        switch (measure.verdict()) {
          case WORSE -> getStyleClass().add("worse");
          case BETTER -> getStyleClass().add("better");
          case OTHER, NOISE, UNKNOWN -> {
            // As it is.
          }
        }
      }
    }
  }

  private static List<Column<Measure, ?>> measureColumns() {
    return List.of(
        Column.text("Measure", 170, Measure::name),
        value("Before", Measure::before),
        value("After", Measure::after),
        new Column<>(
            "Change",
            90,
            true,
            (Measure each) -> each,
            CompareText::change,
            Comparator.comparingDouble(Measure::change)),
        Column.text("What is to be said", 400, CompareText::verdict));
  }

  private static Column<Measure, Measure> value(String name, ToDoubleFunction<Measure> of) {
    return new Column<>(
        name,
        110,
        true,
        each -> each,
        each -> CompareText.value(each, of.applyAsDouble(each)),
        Comparator.comparingDouble(of));
  }

  private static List<Column<SiteChange, ?>> siteColumns() {
    return List.of(
        Column.text("Where fibers waited", 400, SiteChange::site),
        Column.number(
            "Before, each second", 150, each -> Math.round(each.before()), Times::duration),
        Column.number("After, each second", 150, each -> Math.round(each.after()), Times::duration),
        Column.number(
            "Change",
            120,
            each -> Math.round(each.change()),
            nanos -> (nanos < 0 ? "-" : "+") + Times.duration(Math.abs(nanos))));
  }

  private void show() {
    Comparison now = compare.comparisonProperty().get();
    String doing = compare.doingProperty().get();
    String problem = compare.problemProperty().get();
    sides.setText(
        now == null ? "" : "before: " + now.before().text() + "   after: " + now.after().text());
    told.setText(
        !problem.isEmpty()
            ? problem
            : !doing.isEmpty()
                ? doing + "\u2026"
                : now == null
                    ? "Choose a recording of before, or mark a stretch of time: it is compared with all of the recording."
                    : String.join(" ", now.differences())
                        + (now.differences().isEmpty() ? "" : "\n")
                        + "Noise is what also differs between parts of one: both are cut into twenty, and"
                        + " a rank test says whether those of one tend to have more.");
    if (now == null) {
      content.getChildren().remove(answer);
    } else {
      // Not before: columns would shrink to the width of a table that has none.
      if (!content.getChildren().contains(answer)) {
        content.getChildren().add(answer);
      }
      fill(measures, now.measures());
      List<SiteChange> most = now.sites().subList(0, Math.min(MOST_SITES, now.sites().size()));
      fill(sites, most);
      findings.getChildren().clear();
      list("FINDINGS THAT CAME", now.came());
      list("FINDINGS THAT WENT", now.went());
    }
  }

  private static <R> void fill(DataTableView<R> table, List<R> rows) {
    table.getItems().setAll(rows);
    double height = HEAD + ROW * Math.max(1, rows.size()) + 4;
    table.setPrefHeight(height);
    table.setMinHeight(height);
  }

  private void list(String title, List<Finding> all) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section");
    findings.getChildren().add(heading);
    if (all.isEmpty()) {
      Label none = new Label("None.");
      none.getStyleClass().add("secondary");
      findings.getChildren().add(none);
    }
    for (Finding each : all) {
      Label finding = new Label(each.severity().text() + ": " + each.rule().title());
      finding.setTooltip(new Tooltip(each.summary()));
      findings.getChildren().add(finding);
    }
  }
}
