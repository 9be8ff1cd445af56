package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.KeyText;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.report.Report;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The places of the window and, at the bottom, what concerns all of them. */
final class RailView extends VBox {
  private static final String CURRENT = "current";
  private static final Map<Place, Ikon> ICONS =
      Map.of(
          Place.START, Feather.HOME,
          Place.TIMELINE, Feather.ALIGN_LEFT,
          Place.DECODE, Feather.LAYERS,
          Place.STACKS, Feather.DATABASE,
          Place.HAZARDS, Feather.ALERT_TRIANGLE,
          Place.STATISTICS, Feather.BAR_CHART_2,
          Place.EVENTS, Feather.MENU,
          Place.QUERY, Feather.TERMINAL,
          Place.COMPARE, Feather.COLUMNS);

  private final Map<Place, Button> places = new EnumMap<>(Place.class);

  RailView(Consumer<Place> show, Runnable otherTheme, Runnable showKeys) {
    getStyleClass().add("rail");
    for (Place place : Place.values()) {
      String tooltip = place.tooltip() + " (" + KeyText.of(place.keys()) + ")";
      Button button = button(ICONS.get(place), place.text(), tooltip, () -> show.accept(place));
      places.put(place, button);
      getChildren().add(button);
    }
    Region space = new Region();
    setVgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            space,
            button(Feather.MOON, "Theme", "Dark or light (Ctrl+T)", otherTheme),
            button(Feather.COMMAND, "Keys", "All keys (?)", showKeys));
  }

  private static Button button(Ikon icon, String name, String tooltip, Runnable run) {
    Button button = new Button(name, new FontIcon(icon));
    button.setId("rail-" + name.toLowerCase(Locale.ROOT));
    button.getStyleClass().add("rail-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setOnAction(_ -> run.run());
    return button;
  }

  /** Tells how many findings there are, and how bad the worst is; empty while that is not known. */
  void findings(Optional<Report> report) {
    List<Finding> findings = report.map(Report::findings).orElse(List.of());
    Severity worst =
        findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.LOW);
    badge(
        Place.HAZARDS,
        findings.isEmpty() ? "" : String.valueOf(findings.size()),
        "badge-" + worst.text());
  }

  private void badge(Place place, String text, String style) {
    Button button = places.get(place);
    Node icon = new FontIcon(ICONS.get(place));
    if (text.isEmpty()) {
      button.setGraphic(icon);
      return;
    }
    Label badge = new Label(text);
    badge.getStyleClass().addAll("badge", style);
    StackPane both = new StackPane(icon, badge);
    StackPane.setAlignment(badge, Pos.TOP_RIGHT);
    badge.setTranslateX(14);
    badge.setTranslateY(-6);
    button.setGraphic(both);
  }

  /** Marks the place that is shown. */
  void current(Place shown, boolean anythingOpen) {
    places.forEach(
        (place, button) -> {
          button.getStyleClass().remove(CURRENT);
          button.setDisable(place.needsSession() && !anythingOpen);
        });
    places.get(shown).getStyleClass().add(CURRENT);
  }
}
