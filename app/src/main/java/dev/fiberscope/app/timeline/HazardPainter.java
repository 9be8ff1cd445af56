package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.HazardMark;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.analysis.Severity;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Where hazards show: a tick on the ruler, and a corner on the lane of the fiber. */
final class HazardPainter {
  private static final double TICK = 3;
  private static final double CORNER = 6;
  private static final double NEAR = 4;

  private HazardPainter() {}

  static Color colour(Severity severity, PaletteView palette) {
    return palette.colour(
        switch (severity) {
          case HIGH -> Role.PINNED;
          case MEDIUM -> Role.RUNNABLE;
          case LOW -> Role.SECONDARY_TEXT;
        });
  }

  /** Ticks along the top of a strip, the most severe over the others. */
  static void ticks(
      GraphicsContext g,
      List<HazardMark> marks,
      TimeScale scale,
      double left,
      double top,
      double height,
      PaletteView palette) {
    for (HazardMark mark : marks.reversed()) {
      double from = left + scale.x(mark.from());
      double to = left + scale.x(mark.to());
      if (to >= left && from <= left + scale.width()) {
        double begin = Math.max(left, Math.min(from, left + scale.width() - TICK));
        double width = Math.max(TICK, Math.min(to, left + scale.width()) - begin);
        g.setFill(colour(mark.severity(), palette));
        g.fillRect(Math.round(begin), top, width, height);
      }
    }
  }

  /** Corners on the lanes of fibers. */
  static void corners(
      GraphicsContext g, List<HazardMark> marks, TimelineFrame frame, PaletteView palette) {
    TimeScale scale = frame.scale();
    for (HazardMark mark : marks.reversed()) {
      double x = TimelineView.NAMES + scale.x(mark.from());
      if (mark.thread() < 0 || x < TimelineView.NAMES || x > TimelineView.NAMES + scale.width()) {
        continue;
      }
      frame
          .laneTop(mark.thread())
          .ifPresent(
              laneTop -> {
                double y = TimelineView.RULER + laneTop + 1;
                g.setFill(colour(mark.severity(), palette));
                g.fillPolygon(new double[] {x, x + CORNER, x}, new double[] {y, y, y + CORNER}, 3);
              });
    }
  }

  /** The mark on the ruler at a point. */
  static Optional<HazardMark> at(List<HazardMark> marks, TimeScale scale, double x, double y) {
    return marks.stream()
        .filter(_ -> y < TimelineView.RULER)
        .filter(
            mark -> {
              double from = TimelineView.NAMES + scale.x(mark.from());
              double to = TimelineView.NAMES + scale.x(mark.to());
              return x >= from - NEAR && x <= Math.max(to, from + TICK) + NEAR;
            })
        .findFirst();
  }
}
