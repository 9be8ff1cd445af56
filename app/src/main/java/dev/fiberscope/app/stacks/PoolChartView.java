package dev.fiberscope.app.stacks;

import dev.fiberscope.app.format.TextWidths;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Stacks in use by carrier, and idle ones above them, over time; a click chooses a moment. */
final class PoolChartView extends Pane {
  private static final double LEFT = 52;
  private static final double TOP = 22;
  private static final double BOTTOM = 20;
  private static final int LINES = 4;
  private static final Font FONT = Font.font("Inter", TextWidths.LABEL_SIZE);

  private final StacksViewModel stacks;
  private final PaletteView palette;
  private final Canvas canvas = new Canvas();

  PoolChartView(StacksViewModel stacks, PaletteView palette) {
    this.stacks = stacks;
    this.palette = palette;
    setId("pool-chart");
    setMinHeight(150);
    setPrefHeight(230);
    setFocusTraversable(true);
    setAccessibleText("Stacks of the pool over time; arrows move the moment");
    getChildren().add(canvas);
    setOnMousePressed(event -> choose(event.getX()));
    setOnMouseDragged(event -> choose(event.getX()));
    setOnKeyPressed(
        event -> {
          PoolFacts facts = stacks.factsProperty().get();
          int step =
              event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
          if (facts != null && step != 0) {
            stacks.showAt(stacks.timeProperty().get() + Math.round(step * facts.partNanos()));
            event.consume();
          }
        });
    stacks.factsProperty().addListener(_ -> requestLayout());
    stacks.timeProperty().addListener(_ -> requestLayout());
  }

  private void choose(double x) {
    requestFocus();
    PoolFacts facts = stacks.factsProperty().get();
    if (facts != null) {
      double share = (x - LEFT) / Math.max(1, getWidth() - LEFT);
      stacks.showAt(Math.round(Math.clamp(share, 0, 1) * facts.session().readTo()));
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(Math.max(LEFT + 1, getWidth()));
    canvas.setHeight(getHeight());
    PoolFacts facts = stacks.factsProperty().get();
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (facts != null && !facts.isEmpty() && getScene() != null) {
      palette.argb();
      paint(g, facts);
    }
  }

  /** The next round number, of which the axis has a few. */
  private static int top(int most) {
    int step = 1;
    while (most > step * LINES) {
      int first = Integer.parseInt(String.valueOf(step).substring(0, 1));
      step = first == 1 ? step * 2 : first == 2 ? step / 2 * 5 : step * 2;
    }
    return step * LINES;
  }

  private void paint(GraphicsContext g, PoolFacts facts) {
    int parts = facts.idle().length;
    int most = 1;
    for (int part = 0; part < parts; part++) {
      int all = facts.idle()[part];
      for (int[] its : facts.inUse()) {
        all += its[part];
      }
      most = Math.max(most, all);
    }
    int top = top(most);
    double height = canvas.getHeight() - TOP - BOTTOM;
    double width = canvas.getWidth() - LEFT;
    double part = width / parts;
    for (int line = 0; line <= LINES; line++) {
      double y = Math.round(TOP + height - height * line / LINES) + 0.5;
      g.setStroke(palette.colour(Role.HAIRLINE));
      g.setLineWidth(1);
      g.strokeLine(LEFT, y, canvas.getWidth(), y);
      text(g, Numbers.count((long) top * line / LINES), LEFT - 8, y, TextAlignment.RIGHT);
    }
    for (int i = 0; i < parts; i++) {
      double y = TOP + height;
      for (int carrier = facts.inUse().size() - 1; carrier >= 0; carrier--) {
        double tall = height * facts.inUse().get(carrier)[i] / top;
        g.setFill(palette.colour(colour(facts, carrier)));
        g.fillRect(LEFT + i * part, y - tall, part + 0.5, tall);
        y -= tall;
      }
      double idle = height * facts.idle()[i] / top;
      g.setFill(palette.colour(Role.SECONDARY_TEXT));
      g.fillRect(LEFT + i * part, y - idle, part * 0.6, 1.2);
    }
    times(g, facts, width);
    double x = LEFT + width * stacks.timeProperty().get() / Math.max(1, facts.session().readTo());
    g.setFill(palette.colour(Role.ACCENT));
    g.fillRect(Math.round(x), TOP - 4, 1.5, height + 4);
    String moment = Times.moment(stacks.timeProperty().get()) + " s";
    double room = TextWidths.of(moment) + 4;
    boolean left = x + room > canvas.getWidth();
    g.setFill(palette.colour(Role.TEXT));
    text(g, moment, left ? x - 4 : x + 5, 8, left ? TextAlignment.RIGHT : TextAlignment.LEFT);
  }

  /** The colour of a carrier: the last row is of those that are not told apart. */
  static Role colour(PoolFacts facts, int carrier) {
    boolean unknown = facts.carriers().get(carrier).carrier() < 0;
    return unknown ? Role.PARKED : Role.oneOf(carrier);
  }

  private void times(GraphicsContext g, PoolFacts facts, double width) {
    for (int i = 0; i <= 5; i++) {
      long time = facts.session().readTo() * i / 5;
      double x = LEFT + width * i / 5;
      TextAlignment at =
          i == 0 ? TextAlignment.LEFT : i == 5 ? TextAlignment.RIGHT : TextAlignment.CENTER;
      text(g, Times.duration(time), x, canvas.getHeight() - 8, at);
    }
  }

  private void text(GraphicsContext g, String text, double x, double middle, TextAlignment at) {
    g.setFont(FONT);
    g.setFill(palette.colour(Role.SECONDARY_TEXT));
    g.setTextAlign(at);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, x, middle);
  }
}
