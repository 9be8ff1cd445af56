package dev.fiberscope.app.compare;

import dev.fiberscope.app.flame.FlameCellsView;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.compare.CompareText;
import dev.fiberscope.recordings.compare.Comparison;
import dev.fiberscope.recordings.compare.Comparison.SiteChange;
import dev.fiberscope.recordings.compare.Measure;
import dev.fiberscope.recordings.compare.Side;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
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
  private final FlameCellsView flame;
  private final Consumer<Occurrence> reveal;
  private final VBox answer;
  private final VBox content = new VBox(12);

  /**
   * @param chooseBefore asks which recording is the one before
   * @param reveal shows when a finding of the open session was there
   * @param save writes a table under a name into a file that somebody chooses
   */
  public CompareView(
      CompareViewModel compare,
      PaletteView palette,
      Runnable chooseBefore,
      Consumer<Occurrence> reveal,
      BiConsumer<String, Rows> save) {
    this.compare = compare;
    this.reveal = reveal;
    setId("compare");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("place-scroll");
    Label title = new Label("Compare");
    title.getStyleClass().add("title");
    Button choose =
        Controls.small(
            "Choose the one before\u2026", "Another recording, such as of the release before");
    choose.setId("compare-choose");
    choose.setOnAction(_ -> chooseBefore.run());
    Button marked =
        Controls.small(
            "What is marked is before",
            "Keep the stretch that is marked on the timeline; the next one is the one after");
    marked.setId("compare-marked");
    marked.setOnAction(_ -> compare.withMarked());
    Button itself =
        Controls.small(
            "With all of it", "What is marked on the timeline with all of the recording");
    itself.setOnAction(_ -> compare.withItself());
    sides.getStyleClass().add("secondary");
    sides.setWrapText(true);
    HBox line = new HBox(8, choose, marked, itself);
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
    flame = new FlameCellsView(palette, new FramesByGrowth());
    VBox where =
        new VBox(
            4,
            Controls.section("WHERE FIBERS WAITED, BOTH LAID OVER EACH OTHER"),
            Controls.paragraph(
                "A frame is as wide as the time of both. Red grew, green shrank, the fuller the more;"
                    + " a click or Enter zooms, Backspace goes back."),
            flame);
    answer = new VBox(12, measures, findings, sites, where);
    content.getChildren().addAll(title, line, sides, told);
    content.getStyleClass().add("place");
    setContent(content);
    compare.comparisonProperty().subscribe(_ -> show());
    compare.doingProperty().subscribe(_ -> show());
    compare.problemProperty().subscribe(_ -> show());
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
        now == null ? "" : "before: " + now.before().text() + "\nafter: " + now.after().text());
    told.setText(
        !problem.isEmpty()
            ? problem
            : now != null ? about(now) : doing.isEmpty() ? compare.lacking() : doing + "\u2026");
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
      list("FINDINGS THAT CAME", now.came(), now.after());
      list("FINDINGS THAT WENT", now.went(), now.before());
      flame.show(now.waits());
    }
  }

  private static String about(Comparison comparison) {
    return String.join(" ", comparison.differences())
        + (comparison.differences().isEmpty() ? "" : "\n")
        + "Noise is what also differs between parts of one: both are cut into twenty, and a rank test"
        + " says whether those of one tend to have more.";
  }

  private static <R> void fill(DataTableView<R> table, List<R> rows) {
    table.getItems().setAll(rows);
    double height = HEAD + ROW * Math.max(1, rows.size()) + 4;
    table.setPrefHeight(height);
    table.setMinHeight(height);
  }

  private void list(String title, List<Finding> all, Side of) {
    Label heading = Controls.section(title);
    heading.getStyleClass().add("findings-section");
    findings.getChildren().add(heading);
    if (all.isEmpty()) {
      findings.getChildren().add(Controls.secondary("None."));
    }
    boolean isOfOpen = compare.isOfOpen(of);
    for (Finding each : all) {
      String text = each.severity().text() + ": " + each.rule().title();
      Labeled finding = isOfOpen ? new Hyperlink(text) : new Label(text);
      if (finding instanceof Hyperlink link) {
        link.setOnAction(_ -> reveal.accept(each.first()));
      }
      finding.setTooltip(
          new Tooltip(each.summary() + (isOfOpen ? "\nA click shows when it was worst." : "")));
      findings.getChildren().add(finding);
    }
  }
}
