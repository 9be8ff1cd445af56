package dev.fiberscope.app.hazards;

import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.report.EvidencePicture;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One finding: what happened, the evidence, where, and what to do. */
public final class FindingView extends ScrollPane {
  private static final double ROW = 26;
  private static final double HEAD = 30;
  private static final int MOST_ROWS = 8;
  private static final int MOST_FRAMES = 14;

  /** What only the frame of the window can do. */
  public record Actions(
      Consumer<Occurrence> showOnTimeline,
      Consumer<Occurrence> step,
      Consumer<Finding> askToMute,
      BiConsumer<String, Rows> save) {}

  private final HazardsViewModel hazards;
  private final Actions actions;
  private final EvidenceView evidence;
  private final VBox content = new VBox();

  FindingView(HazardsViewModel hazards, PaletteView palette, Actions actions) {
    this.hazards = hazards;
    this.actions = actions;
    evidence = new EvidenceView(palette);
    setId("finding");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("place-scroll");
    content.getStyleClass().add("place");
    setContent(content);
    hazards.selectedProperty().addListener(_ -> show());
    hazards.reportProperty().addListener(_ -> show());
    show();
  }

  private void show() {
    content.getChildren().clear();
    Report report = hazards.reportProperty().get();
    Finding finding = hazards.selectedProperty().get();
    if (report == null || finding == null) {
      content.getChildren().add(empty(report));
      return;
    }
    Label summary = paragraph(finding.summary());
    summary.setId("finding-summary");
    evidence.show(EvidencePicture.of(report.seen(), finding.first()));
    DataTableView<Occurrence> table = table(report, finding);
    HBox below = new HBox(24, where(report, finding), remedy(report, finding));
    content
        .getChildren()
        .addAll(
            header(report, finding),
            summary,
            section("Evidence"),
            evidence,
            table,
            links(table),
            below,
            note(finding.limit()));
  }

  private static Node empty(Report report) {
    Label text =
        Controls.paragraph(
            report == null
                ? "Rules are checked as soon as a recording is open."
                : "No rule found anything in this recording. What could not be checked is listed on"
                    + " the left.");
    return text;
  }

  private Node header(Report report, Finding finding) {
    Label title = new Label(finding.rule().title());
    title.getStyleClass().add("title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    Label severity = new Label(finding.severity().text());
    severity.getStyleClass().addAll("chip", "severity-" + finding.severity().text());
    severity.setMinWidth(Region.USE_PREF_SIZE);
    Label known = new Label(finding.evidence().name().toLowerCase(Locale.ROOT));
    known.getStyleClass().add("chip");
    known.setMinWidth(Region.USE_PREF_SIZE);
    known.setTooltip(new Tooltip(told(finding.evidence())));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    boolean muted = report.mutes().reason(finding).isPresent();
    Button mute = button("mute", muted ? "Unmute" : "Mute\u2026");
    mute.setTooltip(
        new Tooltip("Tell no more of it in this recording; the reason is kept beside it"));
    mute.setOnAction(
        _ -> {
          if (muted) {
            hazards.unmute(finding);
          } else {
            actions.askToMute().accept(finding);
          }
        });
    Button picture = button("copy-picture", "Copy picture");
    picture.setTooltip(new Tooltip("The small timeline of the chosen row, as an image"));
    picture.setOnAction(
        _ -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.IMAGE, evidence.image())));
    Button copy = button("copy-markdown", "Copy as Markdown");
    copy.setTooltip(
        new Tooltip("What happened, a picture made of characters, and what to do, for an issue"));
    copy.setOnAction(
        _ ->
            Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, FindingMarkdown.of(report, finding))));
    HBox header = new HBox(10, title, severity, known, space, mute, picture, copy);
    header.getStyleClass().add("filters");
    return header;
  }

  private static String told(Evidence evidence) {
    return switch (evidence) {
      case RECORDED -> "Events say so";
      case DERIVED -> "It follows from what was recorded";
      case INFERRED -> "The most likely reading of what was recorded";
    };
  }

  private static Button button(String id, String text) {
    Button button = Controls.small(text);
    button.setId(id);
    return button;
  }

  private DataTableView<Occurrence> table(Report report, Finding finding) {
    List<Column<Occurrence, ?>> columns = OccurrenceColumns.of(report.seen(), finding.worst());
    DataTableView<Occurrence> table =
        new DataTableView<>(
            "Where it showed, the worst first",
            columns,
            rows -> actions.save().accept(finding.rule().id(), rows));
    table.setId("occurrences");
    table.flex(OccurrenceColumns.WHAT);
    table.getItems().setAll(finding.worst());
    double height = HEAD + ROW * Math.clamp(finding.worst().size(), 1, MOST_ROWS) + 2;
    table.setPrefHeight(height);
    table.setMinHeight(height);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, chosen) -> {
              if (chosen != null) {
                evidence.show(EvidencePicture.of(report.seen(), chosen));
              }
            });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            chosen(table).ifPresent(actions.showOnTimeline());
          }
        });
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            chosen(table).ifPresent(actions.showOnTimeline());
            event.consume();
          }
        });
    return table;
  }

  private static Optional<Occurrence> chosen(DataTableView<Occurrence> table) {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        .or(() -> table.getItems().stream().findFirst());
  }

  private Node links(DataTableView<Occurrence> table) {
    Button timeline = button("show-on-timeline", "Show on the timeline");
    timeline.setTooltip(new Tooltip("Where the chosen row happened (Enter, or a double click)"));
    timeline.setOnAction(_ -> chosen(table).ifPresent(actions.showOnTimeline()));
    evidence.setOnMouseClicked(_ -> chosen(table).ifPresent(actions.showOnTimeline()));
    Button step = button("step-through", "Step through the decode");
    step.setTooltip(new Tooltip("What the decoder did then, forwards and back"));
    step.setOnAction(_ -> chosen(table).ifPresent(actions.step()));
    Runnable enable =
        () -> {
          step.setDisable(chosen(table).filter(each -> each.decode() >= 0).isEmpty());
          timeline.setDisable(chosen(table).filter(each -> each.fiber() >= 0).isEmpty());
        };
    table.getSelectionModel().selectedItemProperty().addListener(_ -> enable.run());
    enable.run();
    Finding finding = hazards.selectedProperty().get();
    long more = finding.count() - finding.worst().size();
    Label rest =
        Controls.secondary(more > 0 ? Numbers.count(more) + " more, less bad, are not listed" : "");
    HBox links = new HBox(8, timeline, step, rest);
    links.getStyleClass().add("filters");
    return links;
  }

  private static Node where(Report report, Finding finding) {
    VBox where = new VBox(4, section("Where"));
    HBox.setHgrow(where, Priority.ALWAYS);
    where.setMinWidth(0);
    where.setPrefWidth(520);
    List<Frame> frames =
        report.seen().frames(finding.stackTrace()).stream()
            .filter(frame -> !frame.isHidden())
            .limit(MOST_FRAMES)
            .toList();
    for (Frame frame : frames) {
      Label line = new Label(frame.shortName() + (frame.line() > 0 ? ":" + frame.line() : ""));
      line.getStyleClass().add("mono");
      line.setTooltip(new Tooltip(frame.type() + "." + frame.method()));
      if (frame.shortName().equals(finding.subject())) {
        line.getStyleClass().add("danger-text");
      }
      if (frame.locks()) {
        line.setText(line.getText() + "  synchronized");
      }
      where.getChildren().add(line);
    }
    if (frames.isEmpty()) {
      where.getChildren().add(note("No stack trace of it was recorded (level full has them)."));
    }
    return where;
  }

  private static Node remedy(Report report, Finding finding) {
    Label command = new Label(FindingMarkdown.command(report));
    command.getStyleClass().addAll("mono", "command-line");
    command.setWrapText(true);
    VBox remedy =
        new VBox(
            4,
            section("What to do"),
            paragraph(finding.rule().remedy()),
            section("In CI"),
            command);
    HBox.setHgrow(remedy, Priority.ALWAYS);
    remedy.setMinWidth(0);
    remedy.setPrefWidth(520);
    return remedy;
  }

  private static Label section(String text) {
    Label section = Controls.section(text);
    return section;
  }

  private static Label paragraph(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label note(String text) {
    Label label = paragraph(text);
    label.getStyleClass().add("secondary");
    return label;
  }
}
