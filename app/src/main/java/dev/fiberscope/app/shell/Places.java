package dev.fiberscope.app.shell;

import dev.fiberscope.app.attach.JvmListView;
import dev.fiberscope.app.compare.CompareView;
import dev.fiberscope.app.decode.DecodePlaceView;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.events.EventsView;
import dev.fiberscope.app.hazards.FindingView;
import dev.fiberscope.app.hazards.HazardsView;
import dev.fiberscope.app.inspector.InspectorView;
import dev.fiberscope.app.query.QueryView;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.stacks.StacksView;
import dev.fiberscope.app.start.StartView;
import dev.fiberscope.app.statistics.StatisticsView;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.threads.DeepAgreementView;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.Lazy;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.stage.Window;

/**
 * The places of the window. Each is made when it is shown first, so that a window is there as soon
 * as the place that it opens with.
 */
final class Places {
  /** What only the frame of the window can do. */
  record Frame(
      Consumer<Place> show,
      Runnable showSelection,
      Runnable chooseFile,
      Runnable choosePayload,
      Runnable chooseBefore,
      Runnable decodePayload,
      Runnable pauseOrFollow,
      Runnable startTour,
      BiConsumer<String, Rows> save,
      Supplier<Window> window) {}

  private final WindowViewModels models;
  private final Workspace workspace;
  private final PaletteView palette;
  private final Prompts prompts;
  private final Frame frame;
  private final DecodeViews decodeViews;
  private final Lazy<StartView> start = new Lazy<>(this::makeStart);
  private final Lazy<TimelineView> lanes = new Lazy<>(this::makeLanes);
  private final Lazy<TimelinePlaceView> timeline = new Lazy<>(this::makeTimeline);
  private final Lazy<DecodePlaceView> decode = new Lazy<>(this::makeDecode);
  private final Lazy<StacksView> stacks = new Lazy<>(this::makeStacks);
  private final Lazy<HazardsView> hazards = new Lazy<>(this::makeHazards);
  private final Lazy<StatisticsView> statistics = new Lazy<>(this::makeStatistics);
  private final Lazy<EventsView> events = new Lazy<>(this::makeEvents);
  private final Lazy<QueryView> query = new Lazy<>(this::makeQuery);
  private final Lazy<CompareView> compare = new Lazy<>(this::makeCompare);

  Places(
      WindowViewModels models,
      Workspace workspace,
      PaletteView palette,
      Prompts prompts,
      Frame frame) {
    this.models = models;
    this.workspace = workspace;
    this.palette = palette;
    this.prompts = prompts;
    this.frame = frame;
    decodeViews = new DecodeViews(models.decode(), palette, prompts, frame.save());
  }

  /** What shows a place. */
  Node node(Place place) {
    return switch (place) {
      case START -> start.get();
      case TIMELINE -> timeline.get();
      case DECODE -> decode.get();
      case STACKS -> stacks.get();
      case HAZARDS -> hazards.get();
      case STATISTICS -> statistics.get();
      case EVENTS -> events.get();
      case QUERY -> query.get();
      case COMPARE -> compare.get();
    };
  }

  TimelineView lanes() {
    return lanes.get();
  }

  /** Lets the models of places that cost something do it only while somebody looks. */
  void watch(Place shown) {
    models.statistics().watch(shown == Place.STATISTICS);
    models.events().watch(shown == Place.EVENTS);
    models.stacks().watch(shown == Place.STACKS);
    models.compare().watch(shown == Place.COMPARE);
    if (shown == Place.START) {
      start.get().refresh();
    }
  }

  /** Gives a place that is shown the focus, where keys are meant for. */
  void focus(Place place) {
    switch (place) {
      case START -> start.get().focus();
      case TIMELINE -> lanes.get().requestFocus();
      case EVENTS -> events.get().focusTable();
      case QUERY -> query.get().focusQuestion();
      case DECODE -> decode.get().focus();
      case HAZARDS -> hazards.get().focusList();
      default -> node(place).requestFocus();
    }
  }

  /** Goes where what is shown can be filtered. */
  void filter(Place shown) {
    if (shown == Place.EVENTS) {
      events.get().focusFilter();
    } else {
      frame.show().accept(Place.TIMELINE);
      lanes.get().focusFilter();
    }
  }

  /** What a place has to be saved as a table. */
  Optional<Rows> table(Place place) {
    return switch (place) {
      case START -> Optional.empty();
      case TIMELINE -> models.timeline().table();
      case DECODE -> stepper(place).table();
      case STACKS -> models.stacks().table();
      case HAZARDS -> models.hazards().table();
      case STATISTICS -> models.statistics().durations();
      case EVENTS -> models.events().table();
      case QUERY -> models.query().table();
      case COMPARE -> models.compare().table();
    };
  }

  /** The stepper that keys step. */
  StepperViewModel stepper(Place shown) {
    return shown == Place.DECODE && models.payload().openProperty().get()
        ? models.payload().stepper()
        : models.decode().stepper();
  }

  /** Paints again what has colours of its own. */
  void repaint() {
    lanes.ifMade().ifPresent(TimelineView::repaint);
  }

  private StartView makeStart() {
    JvmListView jvms =
        new JvmListView(
            models.jvms(),
            new JvmListView.Actions(
                models.attach()::ask,
                models.threads()::ask,
                jvm -> DeepAgreementView.ask(frame.window().get(), jvm, models.threads()::askDeep),
                models.attach()::askRemote));
    return new StartView(
        workspace, jvms, frame.chooseFile(), frame.decodePayload(), frame.startTour());
  }

  private TimelineView makeLanes() {
    TimelineView made =
        new TimelineView(
            models.session(),
            models.timeline(),
            models.marks(),
            models.snapshots(),
            workspace.beside(),
            palette);
    made.setOnSpace(frame.pauseOrFollow());
    return made;
  }

  private TimelinePlaceView makeTimeline() {
    SessionModel session = models.session();
    return new TimelinePlaceView(
        session,
        models.timeline(),
        lanes.get(),
        decodeViews::below,
        models.flame(),
        new InspectorView(session, workspace.beside(), models.snapshots(), models.threads()::show),
        palette);
  }

  private DecodePlaceView makeDecode() {
    return new DecodePlaceView(
        models.decode(),
        decodeViews.ofRecorded(),
        models.payload(),
        () -> decodeViews.ofPayload(models.payload().stepper()),
        frame.choosePayload());
  }

  private StacksView makeStacks() {
    return new StacksView(models.stacks(), palette, this::showDecode, frame.save());
  }

  private HazardsView makeHazards() {
    return new HazardsView(
        models.hazards(),
        palette,
        new FindingView.Actions(
            each -> reveal(each, frame.showSelection()),
            each -> reveal(each, this::showDecode),
            finding -> prompts.mute(finding, models.hazards()::mute),
            frame.save()));
  }

  private StatisticsView makeStatistics() {
    return new StatisticsView(models.statistics(), frame.save());
  }

  private EventsView makeEvents() {
    return new EventsView(models.events(), frame.save(), frame.showSelection());
  }

  private QueryView makeQuery() {
    return new QueryView(models.query(), frame.save(), frame.showSelection());
  }

  private CompareView makeCompare() {
    return new CompareView(
        models.compare(),
        palette,
        frame.chooseBefore(),
        each -> reveal(each, frame.showSelection()),
        frame.save());
  }

  private void reveal(Occurrence occurrence, Runnable show) {
    models.hazards().reveal(occurrence);
    show.run();
  }

  /** Steps through the decode that is selected. */
  private void showDecode() {
    models.payload().openProperty().set(false);
    frame.show().accept(Place.DECODE);
  }
}
