package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.app.timeline.HitTest.Hit;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * The lanes: names on the left, the time ruler on top, spans as boxes. Hover, cursor and selection
 * are drawn on a canvas of their own above it, so that moving the pointer repaints little.
 */
public final class TimelineView extends Pane {
  /** Logical pixels that names take on the left. */
  static final double NAMES = 176;

  /** Logical pixels that the time ruler takes on top. */
  static final double RULER = 22;

  private static final double NAME_INSET = 12;
  private static final Font NAME_FONT = Font.font("Inter", 12);
  static final Font RULER_FONT = Font.font("JetBrains Mono", 11);

  private final SessionModel model;
  private final TimelineViewModel timeline;
  private final PaletteView palette;
  private final Canvas boxes = new Canvas();
  private final Canvas spans = new Canvas();
  private final OverlayView overlay;
  private final RasterView raster = new RasterView();
  private double pointerX = -1;
  private double pointerY = -1;

  public TimelineView(SessionModel model, TimelineViewModel timeline, PaletteView palette) {
    this.model = model;
    this.timeline = timeline;
    this.palette = palette;
    this.overlay = new OverlayView(model, palette);
    getStyleClass().add("pane");
    setId("timeline");
    getChildren().addAll(boxes, spans, overlay);
    setMinSize(320, 160);
    timeline.viewportProperty().addListener(_ -> requestLayout());
    timeline.scrollProperty().addListener(_ -> requestLayout());
    model.openProperty().addListener(_ -> requestLayout());
    model.selectionProperty().addListener(_ -> requestLayout());
    model.rangeProperty().addListener(_ -> requestLayout());
    new TimelineGestures(this, timeline).install();
  }

  /** Repaints at the next pulse, for instance because the theme changed. */
  public void repaint() {
    requestLayout();
  }

  // The layout pass runs at most once per pulse, however many listeners asked for it.
  @Override
  protected void layoutChildren() {
    spans.relocate(NAMES, RULER);
    spans.setWidth(Math.max(1, getWidth() - NAMES));
    spans.setHeight(Math.max(1, getHeight() - RULER));
    for (Canvas full : new Canvas[] {boxes, overlay}) {
      full.setWidth(getWidth());
      full.setHeight(getHeight());
    }
    timeline.resized(spans.getHeight());
    if (getScene() != null && model.open() != null && getWidth() > NAMES) {
      paint(model.open());
      // Lanes may have moved under a pointer that did not.
      pointerAt(pointerX, pointerY);
    }
  }

  TimeScale scale() {
    Viewport viewport = timeline.viewport();
    return new TimeScale(viewport.from(), viewport.to(), Math.max(1, getWidth() - NAMES));
  }

  private void paint(OpenSession open) {
    int[] colours = palette.argb();
    double pixelScale =
        getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    Lanes lanes = timeline.lanes();
    var visible = lanes.visible(spans.getHeight(), timeline.scrollProperty().get());
    DrawList list =
        TimelinePlanner.plan(
            open.session(), visible, scale(), pixelScale, lanes.fibersY(), TextWidths::of);
    raster.boxes(spans, list, pixelScale, colours);
    GraphicsContext g = spans.getGraphicsContext2D();
    for (DrawList.Label label : list.labels()) {
      RasterView.text(
          g,
          label.text(),
          label.x(),
          label.middle(),
          RasterView.LABEL_FONT,
          palette.colour(label.role()));
    }
    paintNames(open, lanes, visible);
    paintRuler();
  }

  private void paintNames(OpenSession open, Lanes lanes, List<Placed> visible) {
    GraphicsContext g = boxes.getGraphicsContext2D();
    g.setFill(palette.colour(Role.BACKGROUND));
    g.fillRect(0, 0, getWidth(), getHeight());
    Color text = palette.colour(Role.TEXT);
    Color secondary = palette.colour(Role.SECONDARY_TEXT);
    g.save();
    g.beginPath();
    g.rect(0, RULER + lanes.fibersY(), NAMES, getHeight());
    g.clip();
    visible.stream().filter(placed -> !placed.fixed()).forEach(this::paintName);
    g.restore();
    visible.stream().filter(Placed::fixed).forEach(this::paintName);
    header(g, "CARRIERS", busy(open), RULER, text, secondary);
    header(
        g,
        "FIBERS",
        Numbers.count(lanes.fiberCount()),
        RULER + lanes.fiberHeaderY(),
        text,
        secondary);
    g.setFill(palette.colour(Role.HAIRLINE));
    g.fillRect(0, RULER + lanes.fiberHeaderY(), getWidth(), 1);
    spans.getGraphicsContext2D().setFill(palette.colour(Role.HAIRLINE));
    spans.getGraphicsContext2D().fillRect(0, lanes.fiberHeaderY(), spans.getWidth(), 1);
    g.fillRect(NAMES - 1, 0, 1, getHeight());
  }

  private static void header(
      GraphicsContext g, String name, String detail, double y, Color text, Color secondary) {
    double middle = y + Lanes.HEADER / 2.0 + 1;
    RasterView.text(g, name, NAME_INSET, middle, RasterView.LABEL_FONT, secondary);
    RasterView.textEndingAt(
        g, detail, NAMES - NAME_INSET, middle, RasterView.LABEL_FONT, secondary);
  }

  private void paintName(Placed placed) {
    GraphicsContext g = boxes.getGraphicsContext2D();
    boolean selected = placed.lane().thread() == model.selection().thread();
    double y = RULER + placed.y();
    if (selected) {
      g.setFill(palette.colour(Role.SELECTED_LANE));
      g.fillRect(0, y, NAMES - 1, Lanes.LANE);
    }
    double middle = y + Lanes.LANE / 2.0;
    double room = NAMES - 2 * NAME_INSET;
    String detail = fitted(placed.lane().detail(), room / 2, RasterView.LABEL_FONT);
    double taken = detail.isEmpty() ? 0 : TextWidths.of(detail) + 8;
    RasterView.text(
        g,
        fitted(placed.lane().name(), room - taken, NAME_FONT),
        NAME_INSET,
        middle,
        NAME_FONT,
        palette.colour(Role.TEXT));
    RasterView.textEndingAt(
        g,
        detail,
        NAMES - NAME_INSET,
        middle,
        RasterView.LABEL_FONT,
        palette.colour(Role.SECONDARY_TEXT));
  }

  /** The text, or as much of its end as there is room for. */
  private static String fitted(String text, double room, Font font) {
    if (TextWidths.of(text, font.getSize()) <= room) {
      return text;
    }
    int from = 1;
    while (from < text.length()
        && TextWidths.of("\u2026" + text.substring(from), font.getSize()) > room) {
      from++;
    }
    return "\u2026" + text.substring(from);
  }

  /** How much of the time shown the carriers ran fibers. */
  private String busy(OpenSession open) {
    SpanTable table = open.session().spans();
    Viewport shown = timeline.viewport();
    long from = Math.max(0, shown.from());
    long to = Math.min(open.session().duration(), shown.to());
    long[] nanos = new long[State.values().length];
    int carriers = timeline.lanes().carriers().size();
    for (Lanes.Lane lane : timeline.lanes().carriers()) {
      table.addStateTimes(lane.thread(), from, to, nanos);
    }
    long busy = LongStream.of(nanos).sum();
    double share = carriers == 0 || to <= from ? 0 : busy / (double) carriers / (to - from);
    return Math.round(100 * share) + " % busy";
  }

  private void paintRuler() {
    GraphicsContext g = boxes.getGraphicsContext2D();
    g.setFill(palette.colour(Role.HAIRLINE));
    g.fillRect(0, RULER - 1, getWidth(), 1);
    for (Ticks.Tick tick : Ticks.of(scale())) {
      double x = Math.round(NAMES + tick.x());
      g.setFill(palette.colour(Role.HAIRLINE));
      g.fillRect(x, RULER - 8, 1, 8);
      if (tick.x() >= 0 && x + 80 < getWidth()) {
        RasterView.text(
            g, tick.label(), x + 5, RULER / 2 - 1, RULER_FONT, palette.colour(Role.SECONDARY_TEXT));
      }
    }
  }

  void pointerAt(double x, double y) {
    pointerX = x;
    pointerY = y;
    Optional<Hit> hit = hit(x, y);
    model
        .hoverProperty()
        .set(
            hit.filter(found -> found.span() != HitTest.NO_SPAN)
                .map(found -> new Selection(found.lane().thread(), found.span(), -1, -1))
                .orElse(Selection.EMPTY));
    if (model.open() != null) {
      paintOverlay();
    }
  }

  /** What is at a point of this view. */
  Optional<Hit> hit(double x, double y) {
    if (model.open() == null || y < RULER) {
      return Optional.empty();
    }
    Lanes lanes = timeline.lanes();
    double inLanes = y - RULER;
    return HitTest.at(
            model.open().session().spans(),
            lanes.visible(spans.getHeight(), timeline.scrollProperty().get()),
            scale(),
            lanes.fibersY(),
            x - NAMES,
            inLanes)
        .map(found -> x < NAMES ? new Hit(found.lane(), HitTest.NO_SPAN) : found);
  }

  /** Selects what is at a point. */
  void selectAt(double x, double y) {
    hit(x, y)
        .ifPresent(
            found ->
                model.select(
                    found.span() == HitTest.NO_SPAN
                        ? Selection.ofThread(model.open(), found.lane().thread())
                        : Selection.ofSpan(model.open(), found.span())));
  }

  private void paintOverlay() {
    overlay.paint(scale(), this::laneTop, pointerX, pointerY);
  }

  /** Where a thread's lane is, if it shows wholly. */
  private Optional<Double> laneTop(int thread) {
    Lanes lanes = timeline.lanes();
    return lanes.visible(spans.getHeight(), timeline.scrollProperty().get()).stream()
        .filter(placed -> placed.lane().thread() == thread)
        .filter(placed -> placed.fixed() || placed.y() >= lanes.fibersY())
        .findFirst()
        .map(placed -> RULER + placed.y());
  }
}
