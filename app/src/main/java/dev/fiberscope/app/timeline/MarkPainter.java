package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.session.Mark;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Marked moments: a flag on the ruler with its note, and a line through the lanes. */
final class MarkPainter {
  private static final double FLAG = 12;
  private static final double MOST_NOTE = 160;

  private MarkPainter() {}

  static void paint(
      GraphicsContext g,
      List<Mark> marks,
      Role keptAs,
      TimeScale scale,
      double height,
      PaletteView palette) {
    for (Mark mark : marks) {
      double x = Math.round(TimelineView.NAMES + scale.x(mark.time()));
      if (x < TimelineView.NAMES || x > TimelineView.NAMES + scale.width()) {
        continue;
      }
      Color colour = palette.colour(mark.kept() ? keptAs : Role.ACCENT);
      g.setFill(colour.deriveColor(0, 1, 1, 0.7));
      g.fillRect(x, TimelineView.RULER, 1, height - TimelineView.RULER);
      g.setFill(colour);
      double bottom = TimelineView.RULER;
      g.fillPolygon(
          new double[] {x, x + FLAG, x + FLAG - 4, x + FLAG, x, x},
          new double[] {bottom - 16, bottom - 16, bottom - 11, bottom - 6, bottom - 6, bottom},
          6);
      if (!mark.note().isEmpty()) {
        double width = Math.min(MOST_NOTE, TextWidths.of(mark.note()) + 10);
        g.setFill(palette.colour(Role.BACKGROUND));
        g.fillRect(x + FLAG + 1, bottom - 18, width, 16);
        g.save();
        g.beginPath();
        g.rect(x + FLAG, 0, width, bottom);
        g.clip();
        RasterView.text(g, mark.note(), x + FLAG + 4, bottom - 10, RasterView.LABEL_FONT, colour);
        g.restore();
      }
    }
  }

  /** The mark whose flag is at a point of the ruler. */
  static Optional<Mark> at(List<Mark> marks, TimeScale scale, double x, double y) {
    return marks.stream()
        .filter(_ -> y < TimelineView.RULER)
        .filter(
            mark -> {
              double flag = TimelineView.NAMES + scale.x(mark.time());
              return x >= flag - 2 && x <= flag + FLAG + 2;
            })
        .reduce((_, last) -> last);
  }
}
