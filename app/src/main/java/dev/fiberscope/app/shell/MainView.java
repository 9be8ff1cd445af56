package dev.fiberscope.app.shell;

import dev.fiberscope.app.attach.AttachView;
import dev.fiberscope.app.attach.AttachViewModel;
import dev.fiberscope.app.attach.JvmListView;
import dev.fiberscope.app.attach.JvmListViewModel;
import dev.fiberscope.app.decode.DecodePlaceView;
import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.decode.PayloadViewModel;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.events.EventsView;
import dev.fiberscope.app.events.EventsViewModel;
import dev.fiberscope.app.flame.FlameViewModel;
import dev.fiberscope.app.inspector.InspectorView;
import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.FindViewModel;
import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.app.session.MarkStore;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.shell.CommandTable.LaneActions;
import dev.fiberscope.app.shell.CommandTable.WindowActions;
import dev.fiberscope.app.start.StartView;
import dev.fiberscope.app.statistics.StatisticsView;
import dev.fiberscope.app.statistics.StatisticsViewModel;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.threads.DeepAgreementView;
import dev.fiberscope.app.threads.ThreadsView;
import dev.fiberscope.app.threads.ThreadsViewModel;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.app.timeline.WalkViewModel;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.source.RecordingFiles;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final TimelineViewModel timeline;
  private final WalkViewModel walk;
  private final MarksViewModel marks;
  private final FindViewModel find;
  private final StatisticsViewModel statistics;
  private final EventsViewModel events;
  private final PaletteView palette = new PaletteView();
  private final BorderPane frame = new BorderPane();
  private final Map<Place, Node> places = new EnumMap<>(Place.class);
  private final RailView rail;
  private final StartView start;
  private final TimelineView lanes;
  private final CommandKeysView keys;
  private final FinderView finder;
  private final Prompts prompts;
  private final List<Command> commands;
  private final EventsView eventsView;
  private final SnapshotsViewModel snapshots;
  private final AttachViewModel attach;
  private final ThreadsViewModel threads;
  private final DecodeViewModel decode;
  private final PayloadViewModel payload;
  private final DecodePlaceView decodePlace;
  private final HazardPlaces hazardPlaces;
  private final Exports exports;
  private final ToursView tours;
  private Place shown = Place.START;
  private Theme theme;

  public MainView(SessionModel model, Workspace workspace) {
    this.model = model;
    this.workspace = workspace;
    exports = new Exports(workspace, model, this::getScene);
    tours = new ToursView(model, workspace, () -> show(Place.TIMELINE));
    timeline = new TimelineViewModel(model, workspace.beside());
    walk = new WalkViewModel(model, timeline);
    MarkStore store = new MarkStore(workspace.settings().folder().resolve("marks"));
    marks = new MarksViewModel(model, store, workspace::tell);
    snapshots = new SnapshotsViewModel(model, workspace.beside(), workspace::tell);
    attach = new AttachViewModel(workspace.live(), workspace.settings());
    threads = new ThreadsViewModel(workspace.background(), workspace::tell);
    finder = new FinderView(workspace.beside());
    find = new FindViewModel(model, workspace.beside());
    prompts =
        new Prompts(
            finder,
            model,
            find,
            marks,
            () -> show(Place.TIMELINE),
            timeline::centre,
            this::showEvents);
    find.onReveal(this::showSelection);
    statistics = new StatisticsViewModel(model, workspace.beside());
    events = new EventsViewModel(model, workspace.background(), workspace.beside());
    decode =
        new DecodeViewModel(
            model,
            workspace.beside(),
            workspace.beside(),
            workspace.live().stepping(),
            workspace::tell);
    payload = new PayloadViewModel(workspace.beside(), workspace.beside(), workspace.settings());
    lanes = new TimelineView(model, timeline, marks, snapshots, workspace.beside(), palette);
    lanes.setOnSpace(this::pauseOrFollow);
    JvmListView jvms =
        new JvmListView(
            new JvmListViewModel(workspace.beside()),
            new JvmListView.Actions(
                attach::ask,
                threads::ask,
                jvm -> DeepAgreementView.ask(getScene().getWindow(), jvm, threads::askDeep),
                attach::askRemote));
    start = new StartView(workspace, jvms, this::chooseFile, this::decodePayload, tours::start);
    places.put(Place.START, start);
    DecodeViews decodeViews = new DecodeViews(decode, palette, prompts);
    places.put(
        Place.TIMELINE,
        new TimelinePlaceView(
            model,
            timeline,
            lanes,
            decodeViews.ofRecorded(),
            new FlameViewModel(model, workspace.beside()),
            new InspectorView(model, workspace.beside(), snapshots, threads::show),
            palette));
    decodePlace =
        new DecodePlaceView(
            decode,
            decodeViews.ofRecorded(),
            payload,
            decodeViews.ofPayload(payload.stepper()),
            this::choosePayload);
    places.put(Place.DECODE, decodePlace);
    places.put(Place.STATISTICS, new StatisticsView(statistics, exports::table));
    eventsView = new EventsView(events, exports::table, this::showSelection);
    places.put(Place.EVENTS, eventsView);
    hazardPlaces =
        new HazardPlaces(
            model,
            workspace,
            snapshots,
            decode,
            palette,
            new HazardPlaces.Frame(
                this::showSelection,
                this::showDecode,
                finding -> prompts.mute(finding, this::mute),
                exports::table));
    places.put(Place.HAZARDS, hazardPlaces.hazardsView());
    places.put(Place.STACKS, hazardPlaces.stacksView());
    rail = new RailView(this::show, this::otherTheme, this::showKeys);
    hazardPlaces.tellOn(rail);
    WindowActions actions =
        new WindowActions(
            this::show,
            this::chooseFile,
            exports::picture,
            () -> exports.table(shown, table()),
            exports::trace,
            this::otherTheme,
            this::showKeys,
            tours::start,
            () -> prompts.commands(commands()),
            () -> prompts.anything(),
            this::filter,
            this::pauseOrFollow,
            () -> prompts.byteOf(stepper()),
            this::decodePayload);
    LaneActions pointer =
        new LaneActions(lanes::zoom, lanes::markMoment, lanes::keepMark, lanes::editMark);
    commands =
        new CommandTable(
                actions,
                pointer,
                model,
                timeline,
                walk,
                marks,
                find,
                decode,
                this::stepper,
                workspace)
            .commands();
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
            find,
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
            finder,
            new ThreadsView(threads, this::selectThread),
            new AttachView(attach),
            tours);
    workspace
        .live()
        .snapshotProperty()
        .addListener(
            (_, _, taken) -> {
              if (taken != null) {
                snapshots.taken(taken);
              }
            });
    addEventHandler(KeyEvent.KEY_PRESSED, keys::handle);
    addEventHandler(KeyEvent.KEY_TYPED, keys::handle);
    FileDrops.onto(this, this::open);
    model
        .openProperty()
        .addListener(
            (_, before, open) -> {
              if (SessionModel.isMoreOfTheSame(before, open)) {
                finder.refresh();
              } else {
                finder.close();
                decodePlace.payloadShownProperty().set(false);
                show(Place.TIMELINE);
              }
            });
    // A split pane adds the lanes late, when nobody asks for the focus any more.
    lanes
        .sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null && shown == Place.TIMELINE) {
                lanes.requestFocus();
              }
            });
    begin();
  }

  /** What is being read already is waited for where it will show; if that comes to nothing, not. */
  private void begin() {
    show(Place.START);
    ReadOnlyStringProperty doing = workspace.background().doingProperty();
    if (!doing.get().isEmpty()) {
      shown = Place.TIMELINE;
      frame.setCenter(places.get(Place.TIMELINE));
      doing.addListener(
          (_, _, now) -> {
            if (now.isEmpty() && model.open() == null) {
              show(Place.START);
            }
          });
    }
  }

  /** What can be moved and zoomed. */
  public TimelineViewModel timeline() {
    return timeline;
  }

  /** How one walks from what is selected to something else. */
  public WalkViewModel walk() {
    return walk;
  }

  /** The lanes. */
  public TimelineView lanes() {
    return lanes;
  }

  /** Gives the window a look and remembers it. */
  public void use(Theme next) {
    theme = next;
    theme.apply(getScene());
    lanes.repaint();
  }

  /** Goes to the end of a live session, or lets the picture stand still, or go on. */
  private void pauseOrFollow() {
    LiveViewModel live = workspace.live();
    if (!live.isLive()) {
      return;
    }
    if (live.pausedProperty().get() || timeline.isFollowing()) {
      live.togglePause();
    }
    if (!live.pausedProperty().get()) {
      timeline.follow();
    }
  }

  /** A thread of a snapshot on the timeline, if it is of what is open. */
  private void selectThread(long javaId) {
    if (model.open() != null && snapshots.shownProperty().get() != null) {
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
    if (place == Place.START) {
      start.refresh();
    }

    finder.close();
    shown = place;
    statistics.watch(place == Place.STATISTICS);
    events.watch(place == Place.EVENTS);
    hazardPlaces.watch(place);
    frame.setCenter(places.get(place));
    rail.current(place, model.open() != null);
    switch (place) {
      case TIMELINE -> lanes.requestFocus();
      case EVENTS -> eventsView.focusTable();
      case DECODE -> decodePlace.focus();
      case HAZARDS -> hazardPlaces.hazardsView().focusList();
      default -> places.get(place).requestFocus();
    }
  }

  /** Shows what is selected, on the timeline. */
  private void showSelection() {
    show(Place.TIMELINE);
    timeline.reveal();
  }

  /** Steps through the decode that is selected. */
  private void showDecode() {
    decodePlace.payloadShownProperty().set(false);
    show(Place.DECODE);
  }

  private void mute(Finding finding, String reason) {
    hazardPlaces.hazards().mute(finding, reason);
  }

  private void showKeys() {
    keys.list();
  }

  /** Asks whoever is here for the first time whether they want to be shown around. */
  public void offerTour() {
    tours.offer();
  }

  private void filter() {
    finder.close();
    if (shown == Place.EVENTS) {
      eventsView.focusFilter();
    } else {
      show(Place.TIMELINE);
      lanes.focusFilter();
    }
  }

  private List<Command> commands() {
    return commands;
  }

  /** Shows the events that have some words. */
  private void showEvents(String words) {
    events.textProperty().set(words);
    show(Place.EVENTS);
  }

  private void chooseFile() {
    FileDialogs.recording(getScene().getWindow()).ifPresent(workspace::open);
  }

  /** What the place that is shown has to be saved as a table. */
  private Optional<Rows> table() {
    return switch (shown) {
      case START -> Optional.empty();
      case TIMELINE -> timeline.table();
      case DECODE -> stepper().table();
      case STACKS -> hazardPlaces.stacks().table();
      case HAZARDS -> hazardPlaces.hazards().table();
      case STATISTICS -> statistics.durations();
      case EVENTS -> events.table();
    };
  }

  /** Opens a recording; anything else is taken for types or bytes. */
  public void open(Path file) {
    if (RecordingFiles.isRecording(file)) {
      workspace.open(file);
    } else {
      decodePayload();
      payload.open(file);
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
    payload.open(given);
  }

  private void decodePayload() {
    decodePlace.payloadShownProperty().set(true);
    show(Place.DECODE);
  }

  private void choosePayload() {
    FileDialogs.any(getScene().getWindow(), "Bytes, or Rust types").ifPresent(payload::open);
  }

  /** The stepper that keys step. */
  private StepperViewModel stepper() {
    return shown == Place.DECODE && decodePlace.payloadShownProperty().get()
        ? payload.stepper()
        : decode.stepper();
  }
}
