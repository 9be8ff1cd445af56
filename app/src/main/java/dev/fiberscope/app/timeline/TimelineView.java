package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.HazardMark;
import dev.fiberscope.app.session.Mark;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.timeline.HitTest.Hit;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import java.util.Comparator;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;

/**
 * The lanes: names on the left, the time ruler on top, spans as boxes. A frame is planned beside
 * the window; the one before stays until it is there, so no input waits for it. Hover, cursor and
 * selection are drawn on a canvas of their own, so that moving the pointer repaints little.
 */
public final class TimelineView extends Pane {
  /** Logical pixels that names take on the left. */
  static final double NAMES = 176;

  /** Logical pixels that the time ruler takes on top. */
  static final double RULER = 26;

  private final SessionModel model;
  private final TimelineViewModel timeline;
  private final MarksViewModel marks;
  private final SnapshotsViewModel snapshots;
  private final Background planning;
  private final PaletteView palette;
  private final LaneNamesView names;
  private final SpansView spans;
  private final RulerView ruler;
  private final OverlayView overlay;
  private final LaneControlsView controls;
  private final MarkEditorView markEditor;
  private final ViewportMotion motion = new ViewportMotion(_ -> requestLayout());
  private TimelineFrame frame;
  private long paintingNanos;
  private boolean isPlanning;
  private boolean isOutdated;
  private double pointerX = -1;
  private double pointerY = -1;

  private Runnable onSpace = () -> {};

  /**
   * @param planning where frames are planned
   */
  public TimelineView(
      SessionModel model,
      TimelineViewModel timeline,
      MarksViewModel marks,
      SnapshotsViewModel snapshots,
      Background planning,
      PaletteView palette) {
    this.model = model;
    this.timeline = timeline;
    this.marks = marks;
    this.snapshots = snapshots;
    this.planning = planning;
    this.palette = palette;
    names = new LaneNamesView(palette);
    spans = new SpansView(palette);
    ruler = new RulerView(palette);
    overlay = new OverlayView(model, marks, snapshots, palette);
    controls = new LaneControlsView(timeline, this::requestFocus);
    markEditor = new MarkEditorView(marks, this::requestFocus);
    getStyleClass().add("pane");
    setId("timeline");
    overlay.setMouseTransparent(true);
    getChildren().addAll(names, spans, ruler, overlay, controls, markEditor);
    setMinSize(320, 160);
    setFocusTraversable(true);
    timeline.viewportProperty().addListener((_, _, viewport) -> motion.goTo(viewport, isShowing()));
    timeline.scrollProperty().addListener(_ -> requestLayout());
    timeline.byFiberProperty().addListener(_ -> requestLayout());
    timeline.arrangement().lanesProperty().addListener(_ -> requestLayout());
    model
        .selectionProperty()
        .subscribe(
            selection -> {
              setAccessibleText(spoken(selection));
              requestLayout();
            });
    model.momentProperty().addListener((_, _, moment) -> pointed(moment));
    model.rangeProperty().addListener(_ -> requestLayout());
    model.openProperty().addListener((_, before, open) -> sessionChanged(before, open));
    marks.marksProperty().addListener(_ -> requestLayout());
    snapshots.snapshotsProperty().addListener(_ -> requestLayout());
    model.hazardsProperty().addListener(_ -> requestLayout());
    new TimelineGestures(this, timeline).install();
    motion.goTo(timeline.viewportProperty().get(), false);
  }

  /** What the space bar does where it pans nothing. */
  public void setOnSpace(Runnable run) {
    onSpace = run;
  }

  void spaceTyped() {
    onSpace.run();
  }

  /** What a screen reader says: what is selected, for lanes are a picture. */
  private String spoken(Selection selection) {
    if (selection.isEmpty() || model.open() == null) {
      return "Lanes of carriers and fibers; nothing is selected";
    }
    Session session = model.open().session();
    return selection.span() == Selection.NONE
        ? session.threads().name(selection.thread())
        : SpanText.of(session, selection.span());
  }

  private boolean isShowing() {
    return getScene() != null && getScene().getWindow() != null;
  }

  /** With false, zooms are shown at once instead of within a moment. */
  public void setAnimated(boolean animated) {
    motion.setEnabled(animated);
  }

  private void sessionChanged(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      // The mark that is edited is one of the recording before.
      markEditor.hide();
    }
  }

  /** Repaints at the next pulse, for instance because the theme changed. */
  public void repaint() {
    requestLayout();
  }

  // The layout pass runs at most once per pulse, however many listeners asked for it.
  @Override
  protected void layoutChildren() {
    controls.resizeRelocate(0, 0, NAMES - 1, RULER - 1);
    timeline.resized(spansHeight());
    if (markEditor.isVisible()) {
      markEditor.autosize();
      double x = NAMES + scale().x(markEditor.time());
      double right = Math.max(NAMES, getWidth() - markEditor.getWidth());
      markEditor.relocate(Math.clamp(x, NAMES, right), RULER + 2);
    }
    if (getScene() != null && timeline.lanes() != null && getWidth() > NAMES) {
      plan();
    }
  }

  private double spansHeight() {
    return Math.max(1, getHeight() - RULER);
  }

  TimeScale scale() {
    Viewport viewport = motion.drawn();
    return new TimeScale(viewport.from(), viewport.to(), Math.max(1, getWidth() - NAMES));
  }

  private void plan() {
    if (isPlanning) {
      isOutdated = true;
      return;
    }
    isPlanning = true;
    isOutdated = false;
    double pixelScale =
        getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    var request =
        new TimelineFrame.Request(
            timeline.lanes(),
            motion.drawn(),
            timeline.scrollProperty().get(),
            Math.max(1, getWidth() - NAMES),
            spansHeight(),
            pixelScale,
            timeline.byFiberProperty().get(),
            palette.argb());
    // Its pixels were copied when it was shown.
    int[] reuse = frame == null ? new int[0] : frame.pixels();
    planning.start(
        "Drawing",
        _ -> TimelineFrame.of(request, reuse),
        this::show,
        problem -> {
          isPlanning = false;
          throw new IllegalStateException("the timeline could not be drawn", problem);
        });
  }

  private void show(TimelineFrame next) {
    long start = System.nanoTime();
    isPlanning = false;
    frame = next;
    double width = next.request().width();
    double height = next.request().height();
    place(names, 0, RULER, NAMES, height);
    place(spans, NAMES, RULER, width, height);
    place(ruler, 0, 0, NAMES + width, RULER);
    place(overlay, 0, 0, NAMES + width, RULER + height);
    names.paint(next, model.selection().thread());
    spans.paint(next);
    ruler.paint(next.scale());
    // Lanes may have moved under a pointer that did not.
    pointerAt(pointerX, pointerY);
    paintingNanos = System.nanoTime() - start;
    if (isOutdated) {
      requestLayout();
    }
  }

  // A canvas whose size changes is empty, so it changes only when it is painted.
  private static void place(Canvas canvas, double x, double y, double width, double height) {
    canvas.relocate(x, y);
    canvas.setWidth(width);
    canvas.setHeight(height);
  }

  /** True if what is shown is of the open session and not about to change. */
  public boolean isSettled() {
    return frame != null
        && frame.open() == model.open()
        && !motion.isMoving()
        && !isPlanning
        && !isNeedsLayout();
  }

  /** How many ns it took to plan what is shown. */
  public long planningNanos() {
    return frame == null ? 0 : frame.nanos();
  }

  /** How many ns it took to paint what is shown, once it was planned. */
  public long paintingNanos() {
    return paintingNanos;
  }

  void pointerAt(double x, double y) {
    pointerX = x;
    pointerY = y;
    if (frame == null) {
      return;
    }
    Optional<Hit> hit = hit(x, y).filter(found -> found.span() != HitTest.NO_SPAN);
    model
        .hoverProperty()
        .set(
            hit.map(found -> new Selection(found.thread(), found.span(), -1, -1))
                .orElse(Selection.EMPTY));
    Optional<HazardMark> hazard =
        HazardPainter.at(model.hazardsProperty().get(), frame.scale(), x, y).filter(_ -> y >= 0);
    String ofLane = hit.map(found -> tip(found, x)).orElse("");
    String ofPause =
        PausePainter.tip(frame.open().session().vitals(), frame.scale(), x)
            .filter(_ -> y >= 0)
            .orElse("");
    String ofMoment = ofLane + (ofLane.isEmpty() || ofPause.isEmpty() ? "" : "\n") + ofPause;
    overlay.paint(frame, x, y, hazard.map(HazardMark::title).orElse(ofMoment));
  }

  private String tip(Hit hit, double x) {
    SpanTable table = frame.open().session().spans();
    TimeScale scale = frame.scale();
    String span = SpanText.of(frame.open().session(), hit.span());
    long from = scale.time(x - NAMES - 0.5);
    String folded = FoldText.of(table, hit.lane(), from, scale.time(x - NAMES + 0.5));
    return folded.isEmpty() ? span : span + "\nfolded here: " + folded;
  }

  /** What is at a point of this view, as it is drawn. */
  Optional<Hit> hit(double x, double y) {
    if (frame == null || frame.open() != model.open() || y < RULER) {
      return Optional.empty();
    }
    return HitTest.at(
            frame.open().session().spans(),
            frame.lanes(),
            frame.scale(),
            frame.request().lanes().fibersY(),
            x - NAMES,
            y - RULER)
        .map(found -> x < NAMES ? new Hit(found.lane(), found.thread(), HitTest.NO_SPAN) : found);
  }

  /** The header at a point of the names. */
  private Optional<Lanes.Header> header(double x, double y) {
    return frame == null || x >= NAMES
        ? Optional.empty()
        : frame.headers().reversed().stream()
            .filter(header -> header.section() != Lanes.NO_SECTION)
            .filter(header -> y - RULER >= header.y() && y - RULER < header.y() + Lanes.HEADER)
            .filter(header -> y - RULER >= frame.request().lanes().scrollingY())
            .findFirst();
  }

  /** Selects what is at a point, folds the group whose header is there, or edits the mark. */
  void clickAt(double x, double y) {
    if (frame == null || frame.open() != model.open()) {
      return;
    }
    Optional<Mark> snapshot = MarkPainter.at(snapshots.marks(), frame.scale(), x, y);
    if (snapshot.isPresent()) {
      snapshots.show(snapshots.at(snapshot.get()));
      return;
    }
    Optional<Mark> mark = MarkPainter.at(marks.marks(), frame.scale(), x, y);
    if (mark.isPresent()) {
      edit(mark.get());
      return;
    }
    Optional<Lanes.Header> header = header(x, y);
    if (header.isPresent()) {
      timeline.toggleSection(header.get());
      return;
    }
    hit(x, y).ifPresent(found -> select(found, x));
  }

  private void select(Hit found, double x) {
    if (found.span() == HitTest.NO_SPAN) {
      model.select(Selection.ofThread(model.open(), found.thread()));
      return;
    }
    Selection selection = Selection.ofSpan(model.open(), found.span());
    model.select(selection);
    long time = frame.scale().time(x - NAMES);
    if (selection.decode() != Selection.NONE) {
      model.pointTo(new Moment(selection.thread(), time, true, false));
    } else {
      pointToSample(selection, time);
    }
  }

  /** Whoever clicks on a running thread wants to know what it did there. */
  private void pointToSample(Selection selection, long time) {
    SpanTable spans = model.open().session().spans();
    int span = selection.span();
    if (spans.state(span).isMounted()) {
      model
          .open()
          .index()
          .samples()
          .nearest(selection.thread(), spans.start(span), spans.end(span), time)
          .ifPresent(at -> model.pointTo(new Moment(selection.thread(), at, true, false)));
    }
  }

  /** The moment that is pointed to moved. */
  private void pointed(Moment moment) {
    if (moment.wanted()
        && (moment.time() < timeline.viewport().from()
            || moment.time() > timeline.viewport().to())) {
      timeline.centre(moment.time());
    }
    pointerAt(pointerX, pointerY);
  }

  /** Zooms in steps at the pointer, in the middle if the pointer is elsewhere. */
  public void zoom(double steps) {
    zoomAt(place(), steps);
  }

  /** Zooms around a place, as it will be when the zoom that may be going on is over. */
  void zoomAt(double x, double steps) {
    Viewport target = timeline.viewport();
    TimeScale scale = new TimeScale(target.from(), target.to(), scale().width());
    timeline.zoom(scale.time(x - NAMES), steps);
  }

  /** Where the pointer is, the middle of the spans if it is elsewhere. */
  private double place() {
    boolean inside = pointerX >= NAMES && pointerX <= getWidth();
    return inside ? pointerX : NAMES + scale().width() / 2;
  }

  private long moment() {
    return scale().time(place() - NAMES);
  }

  /** Marks the moment under the pointer, or in the middle if the pointer is elsewhere. */
  public void markMoment() {
    marks.mark(moment());
  }

  /** Keeps the mark in passing, or one made here, with a note. */
  public void keepMark() {
    if (marks.passing().isEmpty()) {
      markMoment();
    }
    marks.passing().ifPresent(this::edit);
  }

  /** Edits the mark that is nearest to the pointer, or to the middle. */
  public void editMark() {
    long time = moment();
    marks.marks().stream()
        .min(Comparator.comparingLong(mark -> Math.abs(mark.time() - time)))
        .ifPresent(this::edit);
  }

  private void edit(Mark mark) {
    markEditor.edit(mark);
    requestLayout();
  }

  public void focusFilter() {
    controls.focusFilter();
  }

  LaneControlsView controls() {
    return controls;
  }
}
