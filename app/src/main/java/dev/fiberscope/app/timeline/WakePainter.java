package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Arrows from who woke the selected fiber, and to those it woke. */
final class WakePainter {
  private static final double HEAD = 4;
  private static final double BEND = 18;
  private static final int MOST_ARROWS = 40;

  private final GraphicsContext g;
  private final TimelineFrame frame;
  private final PaletteView palette;

  WakePainter(GraphicsContext g, TimelineFrame frame, PaletteView palette) {
    this.g = g;
    this.frame = frame;
    this.palette = palette;
  }

  void paint(OpenSession open, Selection selection) {
    WakeWalk.wakes(open, selection).stream()
        .limit(MOST_ARROWS)
        .forEach(wake -> arrow(wake, palette.colour(Role.SECONDARY_TEXT), 1));
    WakeWalk.wokenBy(open, selection).ifPresent(wake -> wokenBy(open, wake));
  }

  private void wokenBy(OpenSession open, Wake wake) {
    Color accent = palette.colour(Role.ACCENT);
    if (!arrow(wake, accent, 1.5)) {
      return;
    }
    ThreadTable threads = open.session().threads();
    String text =
        wake.waker() == ThreadTable.NO_THREAD ? "woken" : "woken by " + threads.name(wake.waker());
    double width = TextWidths.of(text) + 12;
    double x = x(wake);
    double room = frame.scale().width() + TimelineView.NAMES - 2;
    double left = x + BEND + width > room ? x - BEND - width : x + BEND;
    double lane = top(wake.thread()).orElseThrow();
    boolean fromBelow = top(wake.waker()).filter(top -> top > lane).isPresent();
    double y = fromBelow ? lane + Lanes.LANE + 1 : lane - Lanes.LANE + 4;
    OverlayView.chip(g, palette, left, y, width, Lanes.LANE - 5, text, RasterView.LABEL_FONT);
  }

  private double x(Wake wake) {
    return Math.round(TimelineView.NAMES + frame.scale().x(wake.time())) + 0.5;
  }

  private Optional<Double> top(int thread) {
    return frame.laneTop(thread).map(top -> TimelineView.RULER + top);
  }

  /** Draws an arrow down or up to the woken fiber's lane; false if that does not show. */
  private boolean arrow(Wake wake, Color colour, double width) {
    double x = x(wake);
    Optional<Double> to = top(wake.thread());
    if (to.isEmpty() || x < TimelineView.NAMES || x > TimelineView.NAMES + frame.scale().width()) {
      return false;
    }
    // Without a lane that shows, the waker is somewhere above.
    Optional<Double> from = wake.waker() == wake.thread() ? Optional.empty() : top(wake.waker());
    boolean down = from.orElse(to.get() - Lanes.LANE) < to.get();
    double start =
        from.map(top -> down ? top + Lanes.LANE - 4 : top + 4).orElse(to.get() - Lanes.LANE / 2.0);
    double tip = down ? to.get() + 3 : to.get() + Lanes.LANE - 3;
    g.setStroke(colour);
    g.setFill(colour);
    g.setLineWidth(width);
    g.beginPath();
    g.moveTo(x, start);
    double bend = Math.min(BEND, Math.abs(tip - start) / 3);
    g.bezierCurveTo(x + bend, start + (tip - start) / 3, x - bend, tip - (tip - start) / 3, x, tip);
    g.stroke();
    g.fillOval(x - 2, start - 2, 4, 4);
    double back = down ? tip - HEAD - 1 : tip + HEAD + 1;
    g.fillPolygon(new double[] {x - HEAD, x + HEAD, x}, new double[] {back, back, tip}, 3);
    return true;
  }
}
