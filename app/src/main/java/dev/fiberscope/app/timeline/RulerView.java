package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** The time ruler above the lanes. */
final class RulerView extends Canvas {
  static final Font FONT = Font.font("JetBrains Mono", 11);
  static final double LABEL_INSET = 5;
  private static final double ROOM_OF_LABEL = 80;

  private final PaletteView palette;

  RulerView(PaletteView palette) {
    this.palette = palette;
  }

  void paint(TimeScale scale) {
    GraphicsContext g = getGraphicsContext2D();
    double height = getHeight();
    g.setFill(palette.colour(Role.BACKGROUND));
    g.fillRect(0, 0, getWidth(), height);
    g.setFill(palette.colour(Role.HAIRLINE));
    g.fillRect(0, height - 1, getWidth(), 1);
    for (Ticks.Tick tick : Ticks.of(scale)) {
      double x = Math.round(TimelineView.NAMES + tick.x());
      g.setFill(palette.colour(Role.HAIRLINE));
      g.fillRect(x, height - 8, 1, 8);
      if (tick.x() >= 0 && x + ROOM_OF_LABEL < getWidth()) {
        RasterView.text(
            g,
            tick.label(),
            x + LABEL_INSET,
            height / 2 - 1,
            FONT,
            palette.colour(Role.SECONDARY_TEXT));
      }
    }
  }
}
