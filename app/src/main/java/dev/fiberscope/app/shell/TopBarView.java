package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.FindViewModel;
import dev.fiberscope.app.session.KeyText;
import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.store.ImportStatistics.Severity;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import dev.fiberscope.recordings.threads.SchedulerState;
import java.time.Instant;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is open, and the way to open something else. */
final class TopBarView extends HBox {
  private static final String SEPARATOR = "  \u00b7  ";
  private static final Duration TICK = Duration.millis(250);
  private static final double NARROWEST_NAME = 110;
  private static final double WIDEST_NAME = 280;

  private final Label name = new Label();
  private final Label facts = new Label();
  private final Label chip = new Label();
  private final Button pause = button("Pause", "Let the picture stand still, or follow (Space)");
  private final LiveViewModel live;
  private final MenuButton export;

  private final Button search = new Button("Search anything\u2026", new FontIcon(Feather.SEARCH));

  /** What only the frame of the window can do. */
  record Actions(
      Runnable openFile,
      Runnable attach,
      Runnable findAnything,
      Runnable pauseOrFollow,
      MenuButton export) {}

  TopBarView(SessionModel model, FindViewModel find, LiveViewModel live, Actions actions) {
    this.live = live;
    export = actions.export();
    getStyleClass().add("top-bar");
    FontIcon icon = new FontIcon(Feather.TARGET);
    icon.getStyleClass().add("brand-icon");
    Label brand = new Label("Fiberscope", icon);
    brand.getStyleClass().add("brand");
    brand.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("strong");
    // Names of recordings differ at their ends, which say when and of whom.
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(NARROWEST_NAME);
    name.setMaxWidth(WIDEST_NAME);
    facts.getStyleClass().add("secondary");
    chip.getStyleClass().add("chip");
    chip.setMinWidth(USE_PREF_SIZE);
    search.setId("search");
    search.getStyleClass().add("search");
    search.setTooltip(new Tooltip("Find a fiber, type, method, note or event (/)"));
    search.setFocusTraversable(false);
    search.setOnAction(_ -> actions.findAnything().run());
    facts.setMinWidth(0);
    Button attach =
        button("Attach\u2026", "Watch a running JVM (" + KeyText.of(Place.START.keys()) + ")");
    attach.setOnAction(_ -> actions.attach().run());
    Button open = button("Open\u2026", "Open a recording (Ctrl+O), or drop one anywhere");
    open.setOnAction(_ -> actions.openFile().run());
    pause.setId("pause");
    pause.setOnAction(_ -> actions.pauseOrFollow().run());
    Button snapshot = button("Snapshot", "What every thread does now (Ctrl+J)");
    snapshot.setId("snapshot-now");
    snapshot.setOnAction(_ -> live.takeSnapshot());
    Button detach = button("Detach", "Stop watching; what was received stays");
    detach.setId("detach");
    detach.setOnAction(_ -> live.detach());
    for (Button each : List.of(pause, snapshot, detach)) {
      each.visibleProperty().bind(live.liveProperty().isNotNull());
      each.managedProperty().bind(each.visibleProperty());
    }
    for (Button each : List.of(attach, open)) {
      each.visibleProperty().bind(live.liveProperty().isNull());
      each.managedProperty().bind(each.visibleProperty());
    }
    Button hold = button("Let run", "Hold the fibers of the engine, or let them run (F7)");
    hold.setId("hold");
    hold.textProperty()
        .bind(Bindings.when(live.stepping().heldProperty()).then("Let run").otherwise("Hold"));
    hold.setOnAction(_ -> live.stepping().toggleHold());
    Button step = button("Step", "Resume one fiber until it is suspended (F8)");
    step.setId("step-engine");
    step.disableProperty().bind(live.stepping().heldProperty().not());
    step.setOnAction(_ -> live.stepping().step());
    for (Button each : List.of(hold, step)) {
      each.visibleProperty().bind(live.stepping().engineProperty().isNotNull());
      each.managedProperty().bind(each.visibleProperty());
    }
    getChildren()
        .addAll(
            brand,
            name,
            facts,
            space(),
            search,
            found(find),
            space(),
            chip,
            hold,
            step,
            pause,
            snapshot,
            detach,
            export,
            attach,
            open);
    // What is behind grows while nothing comes.
    Timeline ticking = new Timeline(new KeyFrame(TICK, _ -> showChip(model.open())));
    ticking.setCycleCount(Animation.INDEFINITE);
    live.liveProperty()
        .subscribe(
            jvm -> {
              if (jvm == null) {
                ticking.stop();
              } else {
                ticking.play();
              }
              show(model.open());
            });
    live.pausedProperty().subscribe(_ -> showChip(model.open()));
    live.schedulerProperty().addListener(_ -> show(model.open()));
    model.openProperty().addListener((_, _, session) -> show(session));
    show(model.open());
  }

  private static Button button(String text, String tooltip) {
    Button button = Controls.small(text, tooltip);
    button.setFocusTraversable(false);
    return button;
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
    button.setAccessibleText(tooltip);
    button.setFocusTraversable(false);
    button.setOnAction(_ -> run.run());
    return button;
  }

  private void show(OpenSession open) {
    for (Region part : new Region[] {name, facts, chip, search, export}) {
      part.setVisible(open != null);
    }
    if (open == null) {
      if (live.isLive()) {
        name.setVisible(true);
        name.setText(live.told());
        facts.setVisible(true);
        facts.setText("attached; the JVM tells what it records once a second");
      }
      return;
    }
    Session session = open.session();
    name.setText(live.isLive() ? live.told() : session.name());
    name.setTooltip(new Tooltip(open.file().toAbsolutePath().toString()));
    facts.setText(
        Times.duration(session.duration())
            + SEPARATOR
            + Numbers.count(session.events(), "event")
            + SEPARATOR
            + Numbers.count(count(session, ThreadTable.Kind.FIBER), "fiber")
            + carriers(session)
            + SEPARATOR
            + session.facts().witness().text()
            + (session.jvm().isEmpty() || live.isLive() ? "" : SEPARATOR + session.jvm()));
    facts.setTooltip(
        new Tooltip(facts.getText() + "\n" + sentence(session.facts().witness().meaning())));
    showChip(open);
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  private String carriers(Session session) {
    SchedulerState scheduler = live.schedulerProperty().get();
    if (live.isLive() && scheduler != null) {
      return SEPARATOR
          + scheduler.mounted()
          + " of "
          + Numbers.count(scheduler.parallelism(), "carrier")
          + " held, "
          + Numbers.count(scheduler.queued())
          + " queued";
    }
    int carriers = count(session, ThreadTable.Kind.CARRIER);
    // A recording may not tell which threads are carriers.
    return carriers == 0 ? "" : SEPARATOR + Numbers.count(carriers, "carrier");
  }

  private void showChip(OpenSession open) {
    if (open == null) {
      return;
    }
    chip.getStyleClass().removeAll("recorded", "warned");
    if (live.isLive()) {
      Session session = open.session();
      Instant shown = session.begin().plusNanos(session.readTo());
      String behind =
          Times.duration(Math.max(0, java.time.Duration.between(shown, Instant.now()).toNanos()));
      boolean paused = live.pausedProperty().get();
      chip.setText((paused ? "Paused" : "Live") + SEPARATOR + behind + " behind");
      chip.getStyleClass().add(paused ? "secondary" : "warned");
      chip.setTooltip(
          new Tooltip(
              "The JVM writes what it records once a second; the picture is so much older"));
      pause.setText(paused ? "Resume" : "Pause");
      return;
    }
    boolean missing =
        open.session().statistics().counted().stream()
            .anyMatch(counter -> counter.severity() == Severity.WARNING);
    chip.setText(missing ? "Recorded, with gaps" : "Recorded");
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
