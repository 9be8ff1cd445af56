package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.app.timeline.Lanes.Header;
import dev.fiberscope.app.timeline.Lanes.Placed;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/** The names of lanes and of groups of them, left of the spans. */
final class LaneNamesView extends Canvas {
  private static final double INSET = 12;
  private static final double ARROW = 4;
  private static final Font NAME_FONT = Font.font("Inter", 12);

  private final PaletteView palette;
  private TimelineFrame frame;
  private int selected;
  private Shown shown;

  LaneNamesView(PaletteView palette) {
    this.palette = palette;
  }

  /** What names depend on; zooming and panning change nothing of it. */
  private record Shown(
      Lanes lanes, double scroll, double height, int selected, List<Integer> colours) {}

  /**
   * Paints what has changed.
   *
   * @param selectedThread row of the thread whose lane is marked
   */
  void paint(TimelineFrame next, int selectedThread) {
    frame = next;
    selected = selectedThread;
    TimelineFrame.Request request = next.request();
    Shown now =
        new Shown(
            request.lanes(),
            request.scroll(),
            request.height(),
            selectedThread,
            IntStream.of(request.colours()).boxed().toList());
    if (now.equals(shown)) {
      paintBusy();
    } else {
      shown = now;
      paintAll();
    }
  }

  private void paintBusy() {
    frame.headers().stream()
        .filter(header -> header.name().equals(Lanes.CARRIERS))
        .forEach(
            header -> {
              GraphicsContext g = getGraphicsContext2D();
              g.setFill(palette.colour(Role.BACKGROUND));
              g.fillRect(0, header.y(), getWidth() - 1, Lanes.HEADER);
              header(header);
            });
  }

  private void paintAll() {
    GraphicsContext g = getGraphicsContext2D();
    g.setFill(palette.colour(Role.BACKGROUND));
    g.fillRect(0, 0, getWidth(), getHeight());
    Lanes lanes = frame.request().lanes();
    clipped(
        lanes.fibersY(),
        () -> frame.lanes().stream().filter(lane -> !lane.fixed()).forEach(this::name));
    clipped(
        lanes.fibersY(),
        () -> frame.headers().stream().filter(header -> !header.fixed()).forEach(this::header));
    frame.lanes().stream().filter(Placed::fixed).forEach(this::name);
    clipped(
        lanes.scrollingY(),
        () ->
            frame.headers().stream()
                .filter(header -> header.fixed() && header.section() != Lanes.NO_SECTION)
                .forEach(this::header));
    frame.headers().stream()
        .filter(header -> header.section() == Lanes.NO_SECTION)
        .forEach(this::header);
    g.setFill(palette.colour(Role.HAIRLINE));
    g.fillRect(0, lanes.scrollingY(), getWidth(), 1);
    g.fillRect(getWidth() - 1, 0, 1, getHeight());
  }

  private void clipped(double top, Runnable paint) {
    GraphicsContext g = getGraphicsContext2D();
    g.save();
    g.beginPath();
    g.rect(0, top, getWidth(), getHeight());
    g.clip();
    paint.run();
    g.restore();
  }

  private void header(Header header) {
    GraphicsContext g = getGraphicsContext2D();
    double middle = header.y() + Lanes.HEADER / 2.0 + 1;
    double left = INSET;
    if (header.section() != Lanes.NO_SECTION) {
      arrow(g, left, middle, header.collapsed());
      left += 3 * ARROW;
    }
    boolean carriers = header.name().equals(Lanes.CARRIERS);
    double space = getWidth() - left - INSET - 8;
    String detail = carriers ? Math.round(100 * frame.busy()) + " % busy" : header.detail();
    if (TextWidths.of(header.name()) + TextWidths.of(detail) > space) {
      // How many fibers there are says more than in how many lanes.
      detail = detail.split(" \u00b7 ")[0];
    }
    double room = space - TextWidths.of(detail);
    text(TextWidths.beginningOf(header.name(), room), left, middle, RasterView.LABEL_FONT);
    ending(detail, getWidth() - INSET, middle);
  }

  private void arrow(GraphicsContext g, double x, double middle, boolean collapsed) {
    g.setFill(palette.colour(Role.SECONDARY_TEXT));
    if (collapsed) {
      g.fillPolygon(
          new double[] {x, x + ARROW + 1, x},
          new double[] {middle - ARROW, middle, middle + ARROW},
          3);
    } else {
      g.fillPolygon(
          new double[] {x - 1, x + 2 * ARROW - 1, x + ARROW - 1},
          new double[] {middle - ARROW / 2, middle - ARROW / 2, middle + ARROW / 2 + 1},
          3);
    }
  }

  private void name(Placed placed) {
    GraphicsContext g = getGraphicsContext2D();
    Lane lane = placed.lane();
    boolean marked = frame.request().lanes().isIn(lane, selected);
    if (marked) {
      g.setFill(palette.colour(Role.SELECTED_LANE));
      g.fillRect(0, placed.y(), getWidth() - 1, Lanes.LANE);
    }
    boolean tellsOne = marked && lane.shared();
    String name = tellsOne ? frame.open().session().threads().name(selected) : lane.name();
    String detail = tellsOne ? "of " + Numbers.count(lane.tracks().count()) : lane.detail();
    double middle = placed.y() + Lanes.LANE / 2.0;
    double room = getWidth() - 2 * INSET;
    String shortDetail = TextWidths.endOf(detail, room / 2, TextWidths.LABEL_SIZE);
    double taken = shortDetail.isEmpty() ? 0 : TextWidths.of(shortDetail) + 8;
    RasterView.text(
        g,
        TextWidths.endOf(name, room - taken, NAME_FONT.getSize()),
        INSET,
        middle,
        NAME_FONT,
        palette.colour(lane.shared() && !tellsOne ? Role.SECONDARY_TEXT : Role.TEXT));
    ending(shortDetail, getWidth() - INSET, middle);
  }

  private void text(String text, double x, double middle, Font font) {
    RasterView.text(
        getGraphicsContext2D(), text, x, middle, font, palette.colour(Role.SECONDARY_TEXT));
  }

  private void ending(String text, double right, double middle) {
    RasterView.textEndingAt(
        getGraphicsContext2D(),
        text,
        right,
        middle,
        RasterView.LABEL_FONT,
        palette.colour(Role.SECONDARY_TEXT));
  }
}
