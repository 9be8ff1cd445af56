package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.Vitals;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/**
 * The whole session in a strip, CPU and heap below; the part that the lanes show can be dragged.
 */
public final class OverviewView extends Pane {
  private static final double HEIGHT = 88;
  private static final int MARKS = 8;
  private static final double SHADE = 0.55;

  private final SessionModel model;
  private final TimelineViewModel timeline;
  private final PaletteView palette;
  private final Canvas names = new Canvas();
  private final Canvas strip = new Canvas();
  private final RasterView raster = new RasterView();
  private final Tooltip tip = new Tooltip();
  private Drawn drawn;
  private double lastX;
  private boolean dragging;

  /** What the strip depends on; zooming and panning change nothing of it. */
  private record Drawn(OpenSession open, int width, List<Integer> colours) {}

  public OverviewView(SessionModel model, TimelineViewModel timeline, PaletteView palette) {
    this.model = model;
    this.timeline = timeline;
    this.palette = palette;
    setId("overview");
    getStyleClass().add("pane");
    setHeights(HEIGHT);
    tip.setWrapText(true);
    tip.setMaxWidth(560);
    Tooltip.install(strip, tip);
    getChildren().addAll(names, strip);
    timeline.viewportProperty().addListener(_ -> requestLayout());
    model.openProperty().subscribe(this::opened);
    model.hazardsProperty().addListener(_ -> requestLayout());
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    strip.setOnMouseMoved(this::hover);
  }

  private void opened(OpenSession open) {
    int rows = open == null ? 0 : VitalsPlanner.rows(open.session().vitals()).size();
    setHeights(HEIGHT + rows * VitalsPlanner.ROW);
    requestLayout();
  }

  private void setHeights(double height) {
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
  }

  private void hover(MouseEvent event) {
    if (model.open() != null) {
      TimeScale scale = scale();
      tip.setText(OverviewText.at(model.open(), scale.time(event.getX()), scale.nanosPerPixel()));
    }
  }

  @Override
  protected void layoutChildren() {
    names.setWidth(TimelineView.NAMES);
    names.setHeight(getHeight());
    strip.relocate(TimelineView.NAMES, 0);
    strip.setWidth(Math.max(1, getWidth() - TimelineView.NAMES));
    strip.setHeight(getHeight());
    if (getScene() != null && model.open() != null) {
      paint(model.open());
    }
  }

  private TimeScale scale() {
    Viewport all = Viewport.all(model.open().session());
    return new TimeScale(all.from(), all.to(), strip.getWidth());
  }

  /** Takes hold of what is shown, or moves it to where somebody pressed. */
  private void press(MouseEvent event) {
    dragging = model.open() != null;
    lastX = event.getX();
    if (dragging) {
      long time = scale().time(event.getX() - TimelineView.NAMES);
      Viewport shown = timeline.viewport();
      if (time < shown.from() || time > shown.to()) {
        timeline.centre(time);
      }
    }
  }

  private void drag(MouseEvent event) {
    if (dragging) {
      double nanos = (event.getX() - lastX) * scale().nanosPerPixel();
      lastX = event.getX();
      timeline.panBy(nanos / timeline.viewport().length());
    }
  }

  private void paint(OpenSession open) {
    int[] colours = palette.argb();
    int width = (int) strip.getWidth();
    int height = (int) strip.getHeight();
    Drawn now = new Drawn(open, width, IntStream.of(colours).boxed().toList());
    if (now.equals(drawn)) {
      raster.show(strip);
    } else {
      drawn = now;
      int chart = (int) HEIGHT - 2;
      DrawList list =
          OverviewPlanner.plan(open.session(), open.counts(), scale(), width, chart, MARKS);
      VitalsPlanner.add(list, open.session().vitals(), scale(), width, (int) HEIGHT);
      raster.boxes(strip, list, colours);
    }
    GraphicsContext g = strip.getGraphicsContext2D();
    Color shade = palette.colour(Role.BACKGROUND).deriveColor(0, 1, 1, SHADE);
    double x0 = Math.round(scale().x(timeline.viewport().from()));
    double x1 = Math.max(x0 + 3, Math.round(scale().x(timeline.viewport().to())));
    g.setFill(shade);
    g.fillRect(0, MARKS, x0, height - MARKS);
    g.fillRect(x1, MARKS, width - x1, height - MARKS);
    HazardPainter.ticks(g, model.hazardsProperty().get(), scale(), 0, MARKS - 4, 4, palette);
    Color accent = palette.colour(Role.ACCENT);
    g.setFill(accent.deriveColor(0, 1, 1, 0.12));
    g.fillRect(x0, 0, x1 - x0, height);
    g.setStroke(accent);
    g.setLineWidth(1);
    g.strokeRect(x0 + 0.5, 0.5, Math.max(1, x1 - x0 - 1), height - 2);
    paintNames(open);
  }

  /** Text with the colour of what it counts beside it: as text, amber on white cannot be read. */
  private void counter(GraphicsContext g, Role role, String text, double y) {
    if (!text.isEmpty()) {
      g.setFill(palette.colour(role));
      g.fillRect(12, y - 4, 7, 7);
      Color secondary = palette.colour(Role.SECONDARY_TEXT);
      RasterView.text(g, text, 24, y, RasterView.LABEL_FONT, secondary);
    }
  }

  private void paintNames(OpenSession open) {
    GraphicsContext g = names.getGraphicsContext2D();
    g.setFill(palette.colour(Role.BACKGROUND));
    g.fillRect(0, 0, names.getWidth(), names.getHeight());
    Color secondary = palette.colour(Role.SECONDARY_TEXT);
    long begin = open.session().keptFrom();
    String whole =
        begin == 0
            ? "0 \u2013 " + Times.duration(open.session().duration())
            : "last " + Times.duration(open.session().duration() - begin);
    RasterView.text(g, "Overview", 12, 16, RasterView.LABEL_FONT, palette.colour(Role.TEXT));
    RasterView.text(g, whole, 12, 31, RasterView.LABEL_FONT, secondary);
    OverviewCounts counts =
        OverviewCounts.of(open, timeline.viewport().from(), timeline.viewport().to());
    RasterView.text(g, counts.living(), 12, 47, RasterView.LABEL_FONT, secondary);
    counter(g, Role.RUNNABLE, counts.waiting(), 62);
    counter(g, Role.RUNNING, counts.mounted(), 77);
    Vitals vitals = open.session().vitals();
    double y = HEIGHT + VitalsPlanner.ROW / 2.0;
    for (VitalsPlanner.Kind kind : VitalsPlanner.rows(vitals)) {
      Viewport shown = timeline.viewport();
      String text = VitalsText.ofRow(kind, vitals, shown.from(), shown.to());
      counter(g, kind.role(), text, y);
      y += VitalsPlanner.ROW;
    }
    for (GraphicsContext each : new GraphicsContext[] {g, strip.getGraphicsContext2D()}) {
      each.setFill(palette.colour(Role.HAIRLINE));
      each.fillRect(0, getHeight() - 1, getWidth(), 1);
    }
  }
}
