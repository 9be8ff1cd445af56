package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.session.HazardMark;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** What lies over the lanes: selection, hover, the pointer's moment, marks and wake-ups. */
final class OverlayView extends Canvas {
  private static final double MARK_SHADE = 0.55;
  private static final double TIP_LINE = 16;

  /** Pixels of a character in the ruler's font. */
  private static final double CHARACTER = 6.7;

  private final SessionModel model;
  private final MarksViewModel marks;
  private final SnapshotsViewModel snapshots;
  private final PaletteView palette;
  private TimelineFrame frame;
  private TimeScale scale;

  OverlayView(
      SessionModel model, MarksViewModel marks, SnapshotsViewModel snapshots, PaletteView palette) {
    this.model = model;
    this.marks = marks;
    this.snapshots = snapshots;
    this.palette = palette;
  }

  /**
   * Paints everything anew.
   *
   * @param shown what the lanes show
   * @param pointerX where the pointer is, left of 0 if it is elsewhere
   * @param tip what is under the pointer, in a line or two; may be empty
   */
  void paint(TimelineFrame shown, double pointerX, double pointerY, String tip) {
    frame = shown;
    scale = shown.scale();
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    if (shown.open() != model.open()) {
      return;
    }
    PausePainter.paint(g, shown.open().session().vitals(), scale, getHeight(), palette);
    paintMark(g, model.rangeProperty().get());
    outline(g, model.selection(), palette.colour(Role.TEXT), 1.5);
    outline(g, model.hoverProperty().get(), palette.colour(Role.ACCENT), 1);
    paintMoment(g, model.momentProperty().get());
    List<HazardMark> hazards = model.hazardsProperty().get();
    HazardPainter.corners(g, hazards, shown, palette);
    HazardPainter.ticks(g, hazards, scale, TimelineView.NAMES, TimelineView.RULER - 2, 2, palette);
    new WakePainter(g, frame, palette).paint(model.open(), model.selection());
    if (pointerX >= TimelineView.NAMES) {
      paintPointer(g, pointerX);
    }
    MarkPainter.paint(g, marks.marks(), Role.MARK, scale, getHeight(), palette);
    MarkPainter.paint(g, snapshots.marks(), Role.ACCENT, scale, getHeight(), palette);
    paintTip(g, pointerX, pointerY, tip);
  }

  private void paintPointer(GraphicsContext g, double pointerX) {
    g.setFill(palette.colour(Role.ACCENT));
    g.fillRect(Math.round(pointerX), TimelineView.RULER, 1, getHeight() - TimelineView.RULER);
    long resolution = Math.max(1, (long) (40 * scale.nanosPerPixel()));
    String moment =
        Times.moment(scale.time(pointerX - TimelineView.NAMES), Math.min(1_000, resolution));
    double width = 8 + CHARACTER * moment.length();
    double x =
        Math.clamp(
            pointerX - width / 2,
            TimelineView.NAMES,
            Math.max(TimelineView.NAMES, getWidth() - width));
    hideLabelsUnder(g, x, x + width);
    chip(g, palette, x, 2, width, TimelineView.RULER - 6, moment, RulerView.FONT);
  }

  /** Where the stepper stands: a line through all lanes, dashed where it is not recorded. */
  private void paintMoment(GraphicsContext g, Moment moment) {
    double x = Math.round(TimelineView.NAMES + scale.x(moment.time()));
    if (moment.isEmpty() || x < TimelineView.NAMES || x > getWidth()) {
      return;
    }
    g.setStroke(palette.colour(Role.TEXT).deriveColor(0, 1, 1, 0.8));
    g.setLineWidth(1);
    g.setLineDashes(moment.exact() ? new double[0] : new double[] {4, 3});
    g.strokeLine(x + 0.5, TimelineView.RULER, x + 0.5, getHeight());
    g.setLineDashes();
    g.setFill(palette.colour(Role.TEXT));
    g.fillPolygon(
        new double[] {x - 4, x + 5, x + 0.5},
        new double[] {TimelineView.RULER - 7, TimelineView.RULER - 7, TimelineView.RULER},
        3);
  }

  /** A label of the ruler that the pointer's moment would cover in part is not shown at all. */
  private void hideLabelsUnder(GraphicsContext g, double from, double to) {
    g.setFill(palette.colour(Role.BACKGROUND));
    for (Ticks.Tick tick : Ticks.of(scale)) {
      double left = TimelineView.NAMES + tick.x() + RulerView.LABEL_INSET;
      double right = left + CHARACTER * tick.label().length();
      if (left < to && right > from) {
        g.fillRect(left, 0, right - left, TimelineView.RULER - 1);
      }
    }
  }

  /** The marked stretch of time: everything else is shaded. */
  private void paintMark(GraphicsContext g, TimeRange range) {
    if (range.isEmpty()) {
      return;
    }
    double left = TimelineView.NAMES;
    double x0 = Math.clamp(left + scale.x(range.from()), left, Math.max(left, getWidth()));
    double x1 = Math.clamp(left + scale.x(range.to()), left, Math.max(left, getWidth()));
    double height = getHeight() - TimelineView.RULER;
    g.setFill(palette.colour(Role.BACKGROUND).deriveColor(0, 1, 1, MARK_SHADE));
    g.fillRect(left, TimelineView.RULER, x0 - left, height);
    g.fillRect(x1, TimelineView.RULER, getWidth() - x1, height);
    g.setFill(palette.colour(Role.ACCENT));
    g.fillRect(Math.round(x0), 0, 1, getHeight());
    g.fillRect(Math.round(x1) - 1, 0, 1, getHeight());
    g.fillRect(x0, TimelineView.RULER - 3, x1 - x0, 3);
  }

  /** A box for text that floats over lanes. */
  static void chip(
      GraphicsContext g,
      PaletteView palette,
      double x,
      double y,
      double width,
      double height,
      String text,
      Font font) {
    g.setFill(palette.colour(Role.SELECTED_LANE));
    g.fillRoundRect(x, y, width, height, 6, 6);
    g.setStroke(palette.colour(Role.ACCENT));
    g.setLineWidth(1);
    g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 6, 6);
    RasterView.text(g, text, x + 5, y + height / 2, font, palette.colour(Role.TEXT));
  }

  private void outline(GraphicsContext g, Selection what, Color colour, double lineWidth) {
    if (what.span() == Selection.NONE) {
      return;
    }
    SpanTable table = model.open().session().spans();
    frame
        .laneTop(table.track(what.span()))
        .ifPresent(
            laneTop -> {
              double top = TimelineView.RULER + laneTop;
              double x0 =
                  Math.max(
                      TimelineView.NAMES, TimelineView.NAMES + scale.x(table.start(what.span())));
              double x1 =
                  Math.min(getWidth(), TimelineView.NAMES + scale.x(table.end(what.span())));
              if (x1 > TimelineView.NAMES && x0 < getWidth()) {
                g.setStroke(colour);
                g.setLineWidth(lineWidth);
                g.strokeRoundRect(x0, top + 1.5, Math.max(2, x1 - x0), Lanes.LANE - 3, 4, 4);
              }
            });
  }

  private void paintTip(GraphicsContext g, double pointerX, double pointerY, String tip) {
    if (tip.isEmpty()) {
      return;
    }
    double width = 12;
    double height = 4;
    for (String line : tip.split("\n")) {
      width = Math.max(width, TextWidths.of(line) + 12);
      height += TIP_LINE;
    }
    double x =
        Math.clamp(
            pointerX + 14,
            TimelineView.NAMES,
            Math.max(TimelineView.NAMES, getWidth() - width - 4));
    double below = pointerY + 18;
    double y = below + height > getHeight() ? pointerY - height - 8 : below;
    chip(g, palette, x, y, width, height, "", RasterView.LABEL_FONT);
    for (String line : tip.split("\n")) {
      RasterView.text(
          g, line, x + 6, y + 2 + TIP_LINE / 2, RasterView.LABEL_FONT, palette.colour(Role.TEXT));
      y += TIP_LINE;
    }
  }
}
