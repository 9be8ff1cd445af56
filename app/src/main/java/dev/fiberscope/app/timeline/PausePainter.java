package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.store.Pause;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Vitals;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Pauses of the whole JVM: bands through all lanes, for no thread ran then. */
final class PausePainter {
  private static final double BAND = 0.28;
  private static final double ON_RULER = 3;
  private static final double NEAR = 2;

  private PausePainter() {}

  /** At most one band is painted at a pixel. */
  static void paint(
      GraphicsContext g, Vitals vitals, TimeScale scale, double height, PaletteView palette) {
    Color colour = palette.colour(Role.SECONDARY_TEXT);
    Color band = colour.deriveColor(0, 1, 1, BAND);
    double free = TimelineView.NAMES;
    double right = TimelineView.NAMES + scale.width();
    RecordTable<Pause> pauses = vitals.pauses();
    for (int row = vitals.firstPauseEndingFrom(scale.time(0)); row < pauses.count(); row++) {
      double from = Math.max(free, TimelineView.NAMES + scale.x(pauses.get(row).start()));
      double to = Math.min(right, TimelineView.NAMES + scale.x(pauses.get(row).end()));
      if (from >= right) {
        return;
      }
      if (to >= free) {
        double width = Math.max(1, to - from);
        g.setFill(band);
        g.fillRect(from, TimelineView.RULER, width, height - TimelineView.RULER);
        g.setFill(colour);
        g.fillRect(from, TimelineView.RULER - ON_RULER, width, ON_RULER);
        free = from + width;
      }
    }
  }

  /** What to say of the pause at a place, if one is there. */
  static Optional<String> tip(Vitals vitals, TimeScale scale, double x) {
    long from = scale.time(x - TimelineView.NAMES - NEAR);
    RecordTable<Pause> pauses = vitals.pauses();
    int row = vitals.firstPauseEndingFrom(from);
    if (row == pauses.count()
        || x < TimelineView.NAMES
        || pauses.get(row).start() > scale.time(x - TimelineView.NAMES + NEAR)) {
      return Optional.empty();
    }
    return Optional.of(VitalsText.ofPause(pauses.get(row)));
  }
}
