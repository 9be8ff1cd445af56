package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** The spans: rastered pixels with labels on them. */
final class SpansView extends Canvas {
  private static final String NOBODY =
      "The fibers in these lanes did nothing at this time. V goes to some that did, 0 shows all.";

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
    if (frame.isWithoutFibers()) {
      double middle = (request.lanes().fibersY() + getHeight()) / 2;
      double x = (getWidth() - TextWidths.of(NOBODY)) / 2;
      RasterView.text(
          g, NOBODY, x, middle, RasterView.LABEL_FONT, palette.colour(Role.SECONDARY_TEXT));
    }
    g.setFill(palette.colour(Role.HAIRLINE));
    for (Lanes.Header header : frame.headers()) {
      if (header.y() > 0 && (header.fixed() || header.y() >= request.lanes().fibersY())) {
        g.fillRect(0, Math.max(header.y(), request.lanes().scrollingY(header)), getWidth(), 1);
      }
    }
  }
}
