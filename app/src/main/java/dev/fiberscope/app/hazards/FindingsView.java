package dev.fiberscope.app.hazards;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Lacking;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** The findings, by what they are about; below them what is muted and what lacks data. */
final class FindingsView extends VBox {
  private static final double WIDTH = 380;

  private final HazardsViewModel hazards;
  private static final double BESIDE_TITLE = 96;

  private final Label title = new Label();
  private final Label facts = new Label();
  private final HBox filters = new HBox();
  private final VBox list = new VBox();

  FindingsView(HazardsViewModel hazards) {
    this.hazards = hazards;
    setId("hazard-findings");
    getStyleClass().add("findings");
    setMinWidth(260);
    setPrefWidth(WIDTH);
    title.getStyleClass().add("title");
    facts.getStyleClass().add("secondary");
    facts.setWrapText(true);
    filters.getStyleClass().add("filters");
    list.setSpacing(2);
    list.setFocusTraversable(true);
    list.setAccessibleText("Findings, the worst first");
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    Controls.focusWhenShown(list);
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("place-scroll");
    setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, facts, filters, scroll);
    hazards.reportProperty().addListener(_ -> show());
    hazards.shownProperty().addListener(_ -> show());
    hazards.selectedProperty().addListener(_ -> show());
    hazards.doingProperty().addListener(_ -> heading());
    show();
  }

  void focusList() {
    list.requestFocus();
  }

  private void key(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (step != 0) {
      List<Finding> listed = ordered();
      int at = listed.indexOf(hazards.selectedProperty().get()) + step;
      if (at >= 0 && at < listed.size()) {
        hazards.select(listed.get(at));
      }
      event.consume();
    }
  }

  private List<Finding> ordered() {
    List<Finding> ordered = new ArrayList<>();
    byGroup().values().forEach(ordered::addAll);
    return ordered;
  }

  private Map<Group, List<Finding>> byGroup() {
    Map<Group, List<Finding>> groups = new LinkedHashMap<>();
    for (Group group : Group.values()) {
      List<Finding> its =
          hazards.listed().stream().filter(each -> each.rule().group() == group).toList();
      if (!its.isEmpty()) {
        groups.put(group, its);
      }
    }
    return groups;
  }

  private void heading() {
    Report report = hazards.reportProperty().get();
    String doing = hazards.doingProperty().get();
    if (report == null) {
      title.setText("Hazards");
      facts.setText(doing.isEmpty() ? "Open a recording, or attach to a JVM." : doing);
      return;
    }
    title.setText(
        report.findings().isEmpty()
            ? "Nothing found"
            : Numbers.count(report.findings().size(), "finding"));
    facts.setText(
        Numbers.count(report.analysis().checked(), "rule")
            + " checked"
            + (report.analysis().lacking().isEmpty()
                ? ""
                : " \u00b7 " + report.analysis().lacking().size() + " need more data")
            + (doing.isEmpty() ? "" : " \u00b7 checking again"));
  }

  private void show() {
    heading();
    list.getChildren().clear();
    filters.getChildren().clear();
    Report report = hazards.reportProperty().get();
    if (report == null) {
      return;
    }
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      filters.getChildren().add(filter(report, severity));
    }
    byGroup()
        .forEach(
            (group, findings) -> {
              list.getChildren().add(section(group.text()));
              findings.forEach(finding -> list.getChildren().add(row(finding, "")));
            });
    if (!report.muted().isEmpty()) {
      list.getChildren().add(section("Muted"));
      for (Finding finding : report.muted()) {
        list.getChildren().add(row(finding, report.mutes().reason(finding).orElse("")));
      }
    }
    lacking(report.analysis().lacking());
  }

  private ToggleButton filter(Report report, Severity severity) {
    ToggleButton button =
        new ToggleButton(severity.text() + "  " + Numbers.count(report.count(severity)));
    button.setId("severity-" + severity.text());
    button.getStyleClass().addAll("severity-filter", "severity-" + severity.text());
    button.setSelected(hazards.shownProperty().get().contains(severity));
    button.setTooltip(new Tooltip("List findings of this severity, or not"));
    button.setOnAction(_ -> hazards.toggle(severity));
    return button;
  }

  private static Label section(String text) {
    Label section = new Label(text);
    section.getStyleClass().addAll("section", "findings-section");
    return section;
  }

  private Node row(Finding finding, String muted) {
    Region dot = new Region();
    dot.getStyleClass().addAll("dot", "severity-dot-" + finding.severity().text());
    Text name = new Text(finding.rule().title());
    name.getStyleClass().add("finding-title");
    Label what = Controls.secondary(muted.isEmpty() ? subject(finding) : "muted: " + muted);
    VBox text = new VBox(name, what);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMinWidth(0);
    Label count = new Label(Numbers.count(finding.count()));
    count.getStyleClass().addAll("mono", "secondary");
    count.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(10, dot, text, count);
    row.setAlignment(Pos.CENTER_LEFT);
    Button button = new Button();
    button.setGraphic(row);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setFocusTraversable(false);
    row.prefWidthProperty().bind(button.widthProperty().subtract(26));
    name.wrappingWidthProperty().bind(button.widthProperty().subtract(BESIDE_TITLE));
    button.setTooltip(new Tooltip(finding.summary()));
    button.setAccessibleText(
        finding.rule().title() + ", " + finding.severity().text() + ", " + finding.count());
    button.getStyleClass().add("finding-row");
    if (finding.equals(hazards.selectedProperty().get())) {
      button.getStyleClass().add("current");
    }
    button.setOnAction(_ -> hazards.select(finding));
    return button;
  }

  private static String subject(Finding finding) {
    return finding.subject().isEmpty()
        ? finding.first().sentence()
        : finding.subject().substring(finding.subject().lastIndexOf('.', lastDot(finding)) + 1);
  }

  /** Of a qualified name the class and the method show. */
  private static int lastDot(Finding finding) {
    return Math.max(-1, finding.subject().lastIndexOf('.') - 1);
  }

  private void lacking(List<Lacking> lacking) {
    Map<String, List<String>> bySentence = new LinkedHashMap<>();
    lacking.forEach(
        each ->
            bySentence
                .computeIfAbsent(each.sentence(), _ -> new ArrayList<>())
                .add(each.rule().id()));
    if (!bySentence.isEmpty()) {
      list.getChildren().add(section("Not enough data"));
    }
    bySentence.forEach(
        (sentence, rules) -> {
          Label label = new Label(String.join(", ", rules) + ": " + sentence);
          label.getStyleClass().addAll("secondary", "findings-lacking");
          label.setWrapText(true);
          label.setMinHeight(Region.USE_PREF_SIZE);
          list.getChildren().add(label);
        });
  }
}
