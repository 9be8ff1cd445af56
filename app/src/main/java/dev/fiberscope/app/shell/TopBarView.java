package dev.fiberscope.app.shell;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.app.format.Times;
import dev.fiberscope.app.session.FindViewModel;
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

  private final Button search =
      new Button("Search fibers, types, methods, events\u2026", new FontIcon(Feather.SEARCH));

  TopBarView(SessionModel model, FindViewModel find, Runnable openFile, Runnable findAnything) {
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
    search.setId("search");
    search.getStyleClass().add("search");
    search.setTooltip(new Tooltip("Find a fiber, type, method, note or event (/)"));
    search.setFocusTraversable(false);
    search.setOnAction(_ -> findAnything.run());
    Button open = new Button("Open\u2026");
    open.setTooltip(new Tooltip("Open a recording (Ctrl+O), or drop one anywhere"));
    open.getStyleClass().add("small-button");
    open.setMinWidth(USE_PREF_SIZE);
    open.setFocusTraversable(false);
    open.setOnAction(_ -> openFile.run());
    getChildren().addAll(brand, name, facts, space(), search, found(find), space(), chip, open);
    model.openProperty().addListener((_, _, session) -> show(session));
    show(model.open());
  }

  private static Region space() {
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    return space;
  }

  /** What is looked for, with the ways to its next place and to the one before. */
  private static HBox found(FindViewModel find) {
    Label told = new Label();
    told.textProperty().bind(find.toldProperty());
    told.setMinWidth(USE_PREF_SIZE);
    HBox box =
        new HBox(
            told,
            step(Feather.CHEVRON_UP, "The place before (Shift+Enter)", () -> find.step(-1)),
            step(Feather.CHEVRON_DOWN, "The next place (Enter)", () -> find.step(1)),
            step(Feather.X, "Look for nothing any more", find::forget));
    box.setId("found");
    box.getStyleClass().add("found");
    box.visibleProperty().bind(find.toldProperty().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private static Button step(Feather icon, String tooltip, Runnable run) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll("small-button", "flat-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setFocusTraversable(false);
    button.setOnAction(_ -> run.run());
    return button;
  }

  private void show(OpenSession open) {
    for (Region part : new Region[] {name, facts, chip, search}) {
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
