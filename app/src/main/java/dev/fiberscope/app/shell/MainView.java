package dev.fiberscope.app.shell;

import dev.fiberscope.app.attach.AttachView;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.shell.CommandTable.LaneActions;
import dev.fiberscope.app.shell.CommandTable.WindowActions;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.threads.ThreadsView;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.app.timeline.WalkViewModel;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The frame of the window: bar, rail, the place that is shown, and what lies over it. */
public final class MainView extends StackPane {
  private final SessionModel model;
  private final Workspace workspace;
  private final WindowViewModels models;
  private final PaletteView palette = new PaletteView();
  private final BorderPane frame = new BorderPane();
  private final RailView rail;
  private final Places places;
  private final CommandKeysView keys;
  private final Lazy<FinderView> finder;
  private final Prompts prompts;
  private final List<Command> commands;
  private final Exports exports;
  private final ToursView tours;
  private Place shown = Place.START;
  private Theme theme;

  public MainView(SessionModel model, Workspace workspace) {
    this.model = model;
    this.workspace = workspace;
    models = WindowViewModels.of(model, workspace);
    exports = new Exports(workspace, model, this::getScene);
    tours = new ToursView(model, workspace, () -> show(Place.TIMELINE));
    finder = new Lazy<>(() -> over(new FinderView(workspace.beside())));
    prompts =
        new Prompts(
            finder,
            model,
            models.find(),
            models.marks(),
            () -> show(Place.TIMELINE),
            models.timeline()::centre,
            this::showEvents);
    models.find().onReveal(this::showSelection);
    places =
        new Places(
            models,
            workspace,
            palette,
            prompts,
            new Places.Frame(
                this::show,
                this::showSelection,
                this::chooseFile,
                this::choosePayload,
                this::chooseBefore,
                this::decodePayload,
                this::pauseOrFollow,
                tours::start,
                exports::table,
                () -> getScene().getWindow()));
    rail = new RailView(this::show, this::otherTheme, this::showKeys);
    models
        .hazards()
        .reportProperty()
        .addListener((_, _, report) -> rail.findings(Optional.ofNullable(report)));
    WindowActions actions = actions();
    commands = new CommandTable(actions, pointer(), models, this::stepper, workspace).commands();
    keys =
        new CommandKeysView(
            commands,
            command ->
                shown == Place.TIMELINE
                    || shown == Place.DECODE && command.group().equals(CommandTable.DECODE));
    frame.getStyleClass().add("frame");
    // A window that is too narrow for all of it loses the right end, not both.
    frame.setMinSize(0, 0);
    TopBarView bar =
        new TopBarView(
            model,
            models.find(),
            workspace.live(),
            new TopBarView.Actions(
                this::chooseFile,
                () -> show(Place.START),
                prompts::anything,
                this::pauseOrFollow,
                new ExportMenuView(actions)));
    frame.setTop(new VBox(bar, new NoticeView(workspace)));
    frame.setLeft(rail);
    getChildren()
        .addAll(
            palette,
            frame,
            keys,
            new ThreadsView(models.threads(), this::selectThread),
            new AttachView(models.attach()),
            tours);
    addEventHandler(KeyEvent.KEY_PRESSED, keys::handle);
    addEventHandler(KeyEvent.KEY_TYPED, keys::handle);
    FileDrops.onto(this, this::open);
    model.openProperty().addListener((_, before, open) -> opened(before, open));
    begin();
    // Outside a scene nothing takes the focus.
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                places.focus(shown);
              }
            });
  }

  private WindowActions actions() {
    return new WindowActions(
        this::show,
        this::chooseFile,
        exports::picture,
        () -> exports.table(shown, places.table(shown)),
        exports::trace,
        this::otherTheme,
        this::showKeys,
        tours::start,
        () -> prompts.commands(commands()),
        prompts::anything,
        this::filter,
        this::pauseOrFollow,
        () -> prompts.byteOf(stepper()),
        this::decodePayload);
  }

  private LaneActions pointer() {
    return new LaneActions(
        factor -> lanes().zoom(factor),
        () -> lanes().markMoment(),
        () -> lanes().keepMark(),
        () -> lanes().editMark());
  }

  /** Puts something over the places; the tour stays on top. */
  private <T extends Node> T over(T overlay) {
    getChildren().add(getChildren().indexOf(tours), overlay);
    return overlay;
  }

  private void opened(OpenSession before, OpenSession open) {
    if (SessionModel.isMoreOfTheSame(before, open)) {
      finder.ifMade().ifPresent(FinderView::refresh);
    } else {
      models.payload().openProperty().set(false);
      show(Place.TIMELINE);
    }
  }

  /** What is being read already is waited for where it will show; if that comes to nothing, not. */
  private void begin() {
    ReadOnlyStringProperty doing = workspace.background().doingProperty();
    if (doing.get().isEmpty()) {
      show(Place.START);
      return;
    }
    shown = Place.TIMELINE;
    rail.current(shown, false);
    frame.setCenter(places.node(shown));
    doing.addListener(
        (_, _, now) -> {
          if (now.isEmpty() && model.open() == null) {
            show(Place.START);
          }
        });
  }

  /** What can be moved and zoomed. */
  public TimelineViewModel timeline() {
    return models.timeline();
  }

  /** How one walks from what is selected to something else. */
  public WalkViewModel walk() {
    return models.walk();
  }

  /** The lanes. */
  public TimelineView lanes() {
    return places.lanes();
  }

  /** Gives the window a look and remembers it. */
  public void use(Theme next) {
    theme = next;
    theme.apply(getScene());
    places.repaint();
  }

  /** Goes to the end of a live session, or lets the picture stand still, or go on. */
  private void pauseOrFollow() {
    LiveViewModel live = workspace.live();
    if (!live.isLive()) {
      return;
    }
    if (live.pausedProperty().get() || models.timeline().isFollowing()) {
      live.togglePause();
    }
    if (!live.pausedProperty().get()) {
      models.timeline().follow();
    }
  }

  /** A thread of a snapshot on the timeline, if it is of what is open. */
  private void selectThread(long javaId) {
    if (model.open() != null && models.snapshots().shownProperty().get() != null) {
      Selection.ofJavaId(model.open(), javaId).ifPresent(model::select);
    }
  }

  private void otherTheme() {
    use(theme.other());
    workspace.settings().put("theme", theme.name().toLowerCase(Locale.ROOT));
  }

  private void show(Place place) {
    if (place.needsSession() && model.open() == null) {
      return;
    }
    finder.ifMade().ifPresent(FinderView::close);
    shown = place;
    Node node = places.node(place);
    places.watch(place);
    frame.setCenter(node);
    rail.current(place, model.open() != null);
    places.focus(place);
  }

  /** Shows what is selected, on the timeline. */
  private void showSelection() {
    show(Place.TIMELINE);
    models.timeline().reveal();
  }

  private void showKeys() {
    keys.list();
  }

  /** Asks whoever is here for the first time whether they want to be shown around. */
  public void offerTour() {
    tours.offer();
  }

  private void filter() {
    finder.ifMade().ifPresent(FinderView::close);
    places.filter(shown);
  }

  private List<Command> commands() {
    return commands;
  }

  /** Shows the events that have some words. */
  private void showEvents(String words) {
    models.events().textProperty().set(words);
    show(Place.EVENTS);
  }

  private void chooseFile() {
    FileDialogs.recording(getScene().getWindow()).ifPresent(workspace::open);
  }

  /** Opens a recording; anything else is taken for types or bytes. */
  public void open(Path file) {
    if (RecordingFiles.isRecording(file)) {
      workspace.open(file);
    } else {
      decodePayload();
      models.payload().open(file);
    }
  }

  /** Opens recordings as one; of other files each. */
  private void open(List<Path> files) {
    if (files.size() > 1 && files.stream().allMatch(RecordingFiles::isRecording)) {
      workspace.open(files);
    } else {
      files.forEach(this::open);
    }
  }

  /** Steps through a message that somebody gave. */
  public void open(GivenMessage given) {
    decodePayload();
    models.payload().open(given);
  }

  private void decodePayload() {
    models.payload().openProperty().set(true);
    show(Place.DECODE);
  }

  private void chooseBefore() {
    FileDialogs.recording(getScene().getWindow()).ifPresent(models.compare()::with);
  }

  private void choosePayload() {
    FileDialogs.any(getScene().getWindow(), "Bytes, or Rust types")
        .ifPresent(models.payload()::open);
  }

  private StepperViewModel stepper() {
    return places.stepper(shown);
  }
}
