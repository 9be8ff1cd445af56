package dev.fiberscope.app.hazards;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.report.EvidencePicture;
import dev.fiberscope.recordings.report.EvidencePicture.Box;
import dev.fiberscope.recordings.report.EvidencePicture.PictureLane;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** A small timeline about one occurrence; a click goes there on the large one. */
final class EvidenceView extends Pane {
  private static final double NAMES = 148;
  private static final double LANE = 22;
  private static final double BOX = 16;
  private static final double QUEUE = 44;
  private static final double TIMES = 18;
  private static final double FAINT = 0.55;
  private static final Font FONT = Font.font("Inter", TextWidths.LABEL_SIZE);

  private final PaletteView palette;
  private final Canvas canvas = new Canvas();
  private EvidencePicture picture;

  EvidenceView(PaletteView palette) {
    this.palette = palette;
    setId("evidence");
    getChildren().add(canvas);
  }

  /** Shows another picture. */
  void show(EvidencePicture next) {
    picture = next;
    double height = next.lanes().size() * LANE + (hasQueue() ? QUEUE : 0) + TIMES;
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
    requestLayout();
  }

  /** What shows, on the ground that it shows on. */
  WritableImage image() {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(palette.colour(Role.BACKGROUND));
    return snapshot(parameters, null);
  }

  private boolean hasQueue() {
    return picture.waiting().stream().anyMatch(count -> count > 0);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(Math.max(NAMES + 1, getWidth()));
    canvas.setHeight(getHeight());
    if (picture != null && getScene() != null) {
      paint(canvas.getGraphicsContext2D());
    }
  }

  private double x(long time) {
    return NAMES + (canvas.getWidth() - NAMES) * picture.place(time);
  }

  private void paint(GraphicsContext g) {
    // The colours are those of the theme of now.
    palette.argb();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double bottom = canvas.getHeight() - TIMES;
    double from = x(picture.markedFrom());
    double to = Math.max(from + 1, x(picture.markedTo()));
    g.setFill(palette.colour(Role.ACCENT).deriveColor(0, 1, 1, 0.10));
    g.fillRect(from, 0, to - from, bottom);
    double y = 0;
    for (PictureLane lane : picture.lanes()) {
      text(g, TextWidths.beginningOf(lane.name(), NAMES - 10), 0, y + BOX / 2, Role.TEXT);
      for (Box box : lane.boxes()) {
        box(g, box, y);
      }
      y += LANE;
    }
    if (hasQueue()) {
      queue(g, y);
    }
    text(g, Times.moment(picture.from()) + " s", NAMES, bottom + 10, Role.SECONDARY_TEXT);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(Times.moment(picture.to()) + " s", canvas.getWidth(), bottom + 10);
  }

  private void box(GraphicsContext g, Box box, double y) {
    Role role = Role.of(box.state());
    double from = x(box.from());
    double width = Math.max(0.5, x(box.to()) - from);
    Color colour = palette.colour(role);
    g.setFill(box.marked() ? colour : colour.deriveColor(0, 1, 1, FAINT));
    g.fillRoundRect(from, y, width, BOX, 4, 4);
    if (box.label().length() > 0 && TextWidths.of(box.label()) < width - 8) {
      text(g, box.label(), from + 4, y + BOX / 2, box.marked() ? Role.textOn(role) : Role.TEXT);
    }
  }

  /** How many fibers could run and waited. */
  private void queue(GraphicsContext g, double y) {
    long most = picture.waiting().stream().mapToLong(Long::longValue).max().orElse(1);
    double part = (canvas.getWidth() - NAMES) / picture.waiting().size();
    double height = QUEUE - 8;
    g.setFill(palette.colour(Role.RUNNABLE).deriveColor(0, 1, 1, 0.7));
    for (int i = 0; i < picture.waiting().size(); i++) {
      double tall = height * picture.waiting().get(i) / most;
      g.fillRect(NAMES + i * part, y + height - tall, part + 0.5, tall);
    }
    text(g, "could run, " + Numbers.count(most) + " at most", 0, y + height - 6, Role.TEXT);
  }

  private void text(GraphicsContext g, String text, double x, double middle, Role role) {
    g.setFont(FONT);
    g.setFill(palette.colour(role));
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, x, middle);
  }
}
