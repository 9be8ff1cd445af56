package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** The spans: rastered pixels with labels on them. */
final class SpansView extends Canvas {
  private final PaletteView palette;
  private final RasterView raster = new RasterView();

  SpansView(PaletteView palette) {
    this.palette = palette;
  }

  void paint(TimelineFrame frame) {
    TimelineFrame.Request request = frame.request();
    raster.pixels(this, frame.pixels(), request.deviceWidth(), request.deviceHeight());
    GraphicsContext g = getGraphicsContext2D();
    for (DrawList.Label label : frame.labels()) {
      RasterView.text(
          g,
          label.text(),
          label.x(),
          label.middle(),
          RasterView.LABEL_FONT,
          palette.colour(label.role()));
    }
    String hint = frame.hint();
    if (!hint.isEmpty()) {
      double middle = (request.lanes().fibersY() + getHeight()) / 2;
      double x = Math.max(0, (getWidth() - TextWidths.of(hint)) / 2);
      RasterView.text(
          g, hint, x, middle, RasterView.LABEL_FONT, palette.colour(Role.SECONDARY_TEXT));
    }
    g.setFill(palette.colour(Role.HAIRLINE));
    for (Lanes.Header header : frame.headers()) {
      if (header.y() > 0 && (header.fixed() || header.y() >= request.lanes().fibersY())) {
        g.fillRect(0, Math.max(header.y(), request.lanes().scrollingY(header)), getWidth(), 1);
      }
    }
  }
}
