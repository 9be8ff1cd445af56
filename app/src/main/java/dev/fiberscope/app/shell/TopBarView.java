package dev.fiberscope.app.shell;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.app.format.Times;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.ImportStatistics.Severity;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is open, and the way to open something else. */
final class TopBarView extends HBox {
  private final Label name = new Label();
  private final Label facts = new Label();
  private final Label chip = new Label();

  TopBarView(SessionModel model, Runnable openFile) {
    getStyleClass().add("top-bar");
    FontIcon icon = new FontIcon(Feather.TARGET);
    icon.getStyleClass().add("brand-icon");
    Label brand = new Label("Fiberscope", icon);
    brand.getStyleClass().add("brand");
    brand.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("strong");
    name.setMinWidth(USE_PREF_SIZE);
    facts.getStyleClass().add("secondary");
    chip.getStyleClass().add("chip");
    chip.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    Button open = new Button("Open\u2026");
    open.setTooltip(new Tooltip("Open a recording (Ctrl+O), or drop one anywhere"));
    open.getStyleClass().add("small-button");
    open.setMinWidth(USE_PREF_SIZE);
    open.setFocusTraversable(false);
    open.setOnAction(_ -> openFile.run());
    getChildren().addAll(brand, name, facts, space, chip, open);
    model.openProperty().addListener((_, _, session) -> show(session));
    show(model.open());
  }

  private void show(OpenSession open) {
    for (Region part : new Region[] {name, facts, chip}) {
      part.setVisible(open != null);
    }
    if (open == null) {
      return;
    }
    Session session = open.session();
    name.setText(session.name());
    name.setTooltip(new Tooltip(open.file().toAbsolutePath().toString()));
    String jvm = session.jvm().isEmpty() ? "" : "  \u00b7  " + session.jvm();
    facts.setText(
        Times.duration(session.duration())
            + "  \u00b7  "
            + Numbers.count(session.events(), "event")
            + "  \u00b7  "
            + Numbers.count(count(session, ThreadTable.Kind.FIBER), "fiber")
            + "  \u00b7  "
            + Numbers.count(count(session, ThreadTable.Kind.CARRIER), "carrier")
            + jvm);
    boolean missing =
        Stream.of(Counter.values())
            .filter(counter -> counter.severity() == Severity.WARNING)
            .anyMatch(counter -> session.statistics().count(counter) > 0);
    chip.setText(missing ? "Recorded, with gaps" : "Recorded");
    chip.getStyleClass().removeAll("recorded", "warned");
    chip.getStyleClass().add(missing ? "warned" : "recorded");
    chip.setTooltip(
        new Tooltip(
            missing
                ? "Something is missing; with nothing selected (Esc) the inspector says what."
                : "Nothing in the file is missing or damaged."));
  }

  private static int count(Session session, ThreadTable.Kind kind) {
    return session.threads().rows(kind).length;
  }
}
