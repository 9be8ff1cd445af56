package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.Times;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * What lies over the lanes: selection, hover, the pointer's moment, who woke the selected fiber.
 */
final class OverlayView extends Canvas {
  private static final double MARK_SHADE = 0.55;

  private final SessionModel model;
  private final PaletteView palette;
  private TimeScale scale;
  private IntFunction<Optional<Double>> laneTop;

  OverlayView(SessionModel model, PaletteView palette) {
    this.model = model;
    this.palette = palette;
  }

  /**
   * Paints everything anew.
   *
   * @param scale where moments lie, from the right end of the names on
   * @param laneTop where a thread's lane is, if it shows
   * @param pointerX where the pointer is, left of 0 if it is elsewhere
   */
  void paint(
      TimeScale scale, IntFunction<Optional<Double>> laneTop, double pointerX, double pointerY) {
    this.scale = scale;
    this.laneTop = laneTop;
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    paintMark(g, model.rangeProperty().get());
    outline(g, model.selection(), palette.colour(Role.TEXT), 1.5);
    outline(g, model.hoverProperty().get(), palette.colour(Role.ACCENT), 1);
    paintWake(g);
    if (pointerX >= TimelineView.NAMES) {
      Color accent = palette.colour(Role.ACCENT);
      g.setFill(accent);
      g.fillRect(Math.round(pointerX), TimelineView.RULER, 1, getHeight() - TimelineView.RULER);
      long resolution = Math.max(1, (long) (40 * scale.nanosPerPixel()));
      String moment =
          Times.moment(scale.time(pointerX - TimelineView.NAMES), Math.min(1_000, resolution));
      double width = 8 + 6.7 * moment.length();
      double x =
          Math.clamp(
              pointerX - width / 2,
              TimelineView.NAMES,
              Math.max(TimelineView.NAMES, getWidth() - width));
      chip(g, x, 1, width, TimelineView.RULER - 3, moment, TimelineView.RULER_FONT);
    }
    paintTip(g, pointerX, pointerY);
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
  private void chip(
      GraphicsContext g, double x, double y, double width, double height, String text, Font font) {
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
    laneTop
        .apply(table.track(what.span()))
        .ifPresent(
            top -> {
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

  /** Tells who woke the selected fiber, at the wake-up that ended the selected wait. */
  private void paintWake(GraphicsContext g) {
    Selection selection = model.selection();
    if (selection.suspension() == Selection.NONE) {
      return;
    }
    var session = model.open().session();
    var suspension = session.suspensions().get(selection.suspension());
    for (int row : model.open().index().wakes(suspension.thread())) {
      Wake wake = session.wakes().get(row);
      if (wake.time() >= suspension.time() && wake.time() <= suspension.resumed()) {
        paintWake(g, wake);
        return;
      }
    }
  }

  private void paintWake(GraphicsContext g, Wake wake) {
    double x = TimelineView.NAMES + scale.x(wake.time());
    Optional<Double> top = laneTop.apply(wake.thread());
    if (x < TimelineView.NAMES || x > getWidth() || top.isEmpty()) {
      return;
    }
    ThreadTable threads = model.open().session().threads();
    String text =
        wake.waker() == ThreadTable.NO_THREAD ? "woken" : "woken by " + threads.name(wake.waker());
    double width = TextWidths.of(text) + 12;
    Color accent = palette.colour(Role.ACCENT);
    g.setStroke(accent);
    g.setFill(accent);
    g.setLineWidth(1.5);
    double y = top.get();
    g.strokeLine(x, y - 4, x, y + Lanes.LANE - 3);
    g.fillOval(x - 3, y + Lanes.LANE - 6, 6, 6);
    double left =
        Math.clamp(
            x - width - 6, TimelineView.NAMES, Math.max(TimelineView.NAMES, getWidth() - width));
    chip(g, left, y - Lanes.LANE + 2, width, Lanes.LANE - 5, text, RasterView.LABEL_FONT);
  }

  private void paintTip(GraphicsContext g, double pointerX, double pointerY) {
    Selection hover = model.hoverProperty().get();
    if (hover.span() == Selection.NONE) {
      return;
    }
    String text = SpanText.of(model.open().session(), hover.span());
    double width = TextWidths.of(text) + 12;
    double x =
        Math.clamp(
            pointerX + 14,
            TimelineView.NAMES,
            Math.max(TimelineView.NAMES, getWidth() - width - 4));
    double below = pointerY + 18;
    double y = below + 20 > getHeight() ? pointerY - 28 : below;
    chip(g, x, y, width, 20, text, RasterView.LABEL_FONT);
  }
}
