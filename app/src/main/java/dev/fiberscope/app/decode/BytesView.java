package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Role;
import dev.fiberscope.engine.replay.OpenFrame;
import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;

/**
 * The message's bytes, coloured by frame; what had not arrived is dimmed, what is read next
 * follows. Only what shows is drawn, so that a message may be as long as it likes.
 */
final class BytesView extends VBox {
  private static final Font FONT = Font.font("JetBrains Mono", 12);
  private static final double NOT_ARRIVED = 0.4;
  private static final double PADDING = 16;
  private static final int ALL_BITS = 0xff;

  private final StepperViewModel stepper;
  private final PaletteView palette;
  private final Canvas canvas = new Canvas();
  private final ScrollBar scroll = new ScrollBar();
  private final Label summary = new Label();
  private final Region area;
  private HexLayout layout = new HexLayout(0, 8);

  BytesView(StepperViewModel stepper, PaletteView palette) {
    this.stepper = stepper;
    this.palette = palette;
    getStyleClass().add("bytes");
    setFocusTraversable(true);
    setAccessibleText("Input bytes");
    Label heading = Controls.section("INPUT BYTES");
    scroll.setOrientation(Orientation.VERTICAL);
    Pane holder =
        new Pane(canvas) {
          @Override
          protected void layoutChildren() {
            arrange(getWidth(), getHeight());
          }
        };
    holder.setMinSize(0, HexLayout.ROW * 3);
    area = holder;
    HBox.setHgrow(holder, Priority.ALWAYS);
    HBox both = new HBox(holder, scroll);
    VBox.setVgrow(both, Priority.ALWAYS);
    summary.getStyleClass().add("secondary");
    summary.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    heading.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(new HBox(8, heading, space, summary), both);
    scroll.valueProperty().addListener(_ -> paint());
    holder.setOnScroll(
        event -> scroll.setValue(clamped(scroll.getValue() - event.getDeltaY() / HexLayout.ROW)));
    canvas.setId("bytes-canvas");
    canvas.setOnMouseClicked(
        event -> {
          requestFocus();
          int offset = layout.at(event.getX(), event.getY(), firstRow());
          if (offset >= 0) {
            stepper.toByte(offset);
          }
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
  }

  /** Arrow keys go from byte to byte once one was selected. */
  private void typed(KeyEvent event) {
    long at = stepper.selectedByteProperty().get();
    long by =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -layout.perRow();
          case DOWN -> layout.perRow();
          default -> 0;
        };
    if (by != 0 && at >= 0 && event.getCode() != KeyCode.UNDEFINED) {
      if (at + by >= 0 && at + by < layout.length()) {
        stepper.toByte(at + by);
      }
      event.consume();
    }
  }

  private void arrange(double width, double height) {
    canvas.setWidth(Math.max(0, width));
    canvas.setHeight(Math.max(0, height));
    layout = HexLayout.of(layout.length(), width - PADDING);
    fit();
    paint();
  }

  private int visibleRows() {
    return Math.max(1, (int) (canvas.getHeight() / HexLayout.ROW));
  }

  private void fit() {
    int most = Math.max(0, layout.rows() - visibleRows());
    scroll.setMin(0);
    scroll.setMax(most);
    scroll.setVisibleAmount(most * visibleRows() / (double) Math.max(1, layout.rows()));
    scroll.setUnitIncrement(1);
    scroll.setBlockIncrement(visibleRows());
    scroll.setVisible(most > 0);
    scroll.setManaged(most > 0);
    scroll.setValue(clamped(scroll.getValue()));
  }

  private double clamped(double row) {
    return Math.clamp(row, scroll.getMin(), Math.max(scroll.getMin(), scroll.getMax()));
  }

  private int firstRow() {
    return (int) Math.round(scroll.getValue());
  }

  /** Shows how the stepper stands. */
  void refresh() {
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    int length = message.map(each -> each.bytes().length).orElse(0);
    layout = HexLayout.of(length, area.getWidth() - PADDING);
    fit();
    summary.setText(message.map(this::told).orElse(""));
    summary.setTooltip(new Tooltip(summary.getText()));
    reveal();
    paint();
  }

  /** Scrolls to what is read, or to the byte that is explained. */
  private void reveal() {
    long selected = stepper.selectedByteProperty().get();
    long offset =
        selected >= 0
            ? selected
            : stepper.state().flatMap(ReplayState::step).map(Step::offset).orElse(0L);
    int row = (int) (offset / layout.perRow());
    if (row < firstRow()) {
      scroll.setValue(clamped(row));
    } else if (row >= firstRow() + visibleRows()) {
      scroll.setValue(clamped(row - visibleRows() + 2));
    }
  }

  private void paint() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    if (message.isEmpty() || getScene() == null) {
      return;
    }
    Shown shown = shown(message.get());
    g.setFont(FONT);
    g.setTextBaseline(VPos.CENTER);
    int last = Math.min(layout.rows(), firstRow() + visibleRows() + 1);
    for (int row = firstRow(); row < last; row++) {
      paintRow(g, row, shown, message.get());
    }
  }

  /** What the colours of bytes follow from. */
  private record Shown(
      long arrived,
      long read,
      long from,
      long to,
      boolean marksStep,
      Optional<Step.Bits> bits,
      List<OpenFrame> frames) {
    /** The bits of a byte that the step reads. */
    int mask(int offset) {
      boolean current = marksStep && offset >= from && offset < to;
      return current ? bits.map(its -> its.mask((int) (offset - from))).orElse(ALL_BITS) : 0;
    }
  }

  private Shown shown(SteppedMessage message) {
    int waiting = stepper.waiting();
    long arrived = message.arrived(stepper.position(), waiting);
    Optional<ReplayState> state = stepper.state();
    if (state.isEmpty()) {
      return new Shown(arrived, arrived, 0, 0, false, Optional.empty(), List.of());
    }
    ReplayState now = state.get();
    // Of the whole message nothing stands out.
    boolean marked =
        now.step()
            .map(step -> step.kind() != Step.Kind.OPEN && (step.depth() > 0 || !isClose(step)))
            .orElse(false);
    long from = now.step().map(Step::offset).orElse(0L);
    long to = now.offset();
    return new Shown(
        arrived,
        Math.min(arrived, to),
        from,
        to,
        marked,
        now.step().flatMap(Step::bits),
        now.frames());
  }

  private static boolean isClose(Step step) {
    return step.kind() == Step.Kind.CLOSE;
  }

  private void paintRow(GraphicsContext g, int row, Shown shown, SteppedMessage message) {
    double y = (row - firstRow()) * HexLayout.ROW;
    double middle = y + HexLayout.ROW / 2;
    g.setFill(palette.colour(Role.SECONDARY_TEXT));
    g.fillText(layout.address(row), 0, middle);
    byte[] bytes = message.bytes();
    int first = row * layout.perRow();
    for (int i = 0; i < layout.perRow() && first + i < bytes.length; i++) {
      int offset = first + i;
      double x = layout.cellX(i);
      boolean arrived = offset < shown.arrived();
      int mask = shown.mask(offset);
      colour(offset, shown, mask == ALL_BITS)
          .ifPresent(
              role -> {
                g.setFill(palette.colour(role));
                g.fillRect(x, y + 1, HexLayout.CELL - 1, HexLayout.ROW - 2);
              });
      if (mask != 0 && mask != ALL_BITS) {
        paintBits(g, x, y, mask);
      }
      if (offset == stepper.selectedByteProperty().get()) {
        g.setStroke(palette.colour(Role.ACCENT));
        g.setLineWidth(1.5);
        g.strokeRect(x + 0.5, y + 1.5, HexLayout.CELL - 2, HexLayout.ROW - 3);
      }
      g.setGlobalAlpha(arrived ? 1 : NOT_ARRIVED);
      g.setFill(palette.colour(arrived ? Role.TEXT : Role.SECONDARY_TEXT));
      g.fillText(HexLayout.hex(bytes[offset]), x + 4, middle);
      g.fillText(HexLayout.ascii(bytes[offset]), layout.charX(i), middle);
      g.setGlobalAlpha(1);
    }
    chunkBorders(g, row, y, message);
  }

  /** Some bits of a byte, the most significant one on the left. */
  private void paintBits(GraphicsContext g, double x, double y, int mask) {
    double width = (HexLayout.CELL - 1) / Byte.SIZE;
    g.setFill(palette.colour(Role.BYTE_CURRENT));
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      if ((mask & 0x80 >>> bit) != 0) {
        g.fillRect(x + bit * width, y + 1, width, HexLayout.ROW - 2);
      }
    }
  }

  private static Optional<Role> colour(int offset, Shown shown, boolean current) {
    if (current) {
      return Optional.of(Role.BYTE_CURRENT);
    }
    if (offset >= shown.read()) {
      return Optional.empty();
    }
    int depth = -1;
    for (int i = 0; i < shown.frames().size(); i++) {
      if (shown.frames().get(i).offset() <= offset) {
        depth = i;
      }
    }
    return Optional.of(Role.ofFrame(Math.max(0, depth)));
  }

  /** A line where bytes that arrived together end. */
  private void chunkBorders(GraphicsContext g, int row, double y, SteppedMessage message) {
    List<MessageChunk> chunks =
        message.recorded().map(SteppedMessage.Recorded::chunks).orElse(List.of());
    int from = row * layout.perRow();
    g.setFill(palette.colour(Role.RUNNABLE));
    for (MessageChunk chunk : chunks) {
      if (chunk.from() > from && chunk.from() < from + layout.perRow()) {
        double x = layout.cellX((int) (chunk.from() - from));
        g.fillRect(x - 1, y, 1.5, HexLayout.ROW);
      } else if (chunk.from() == from && from > 0) {
        g.fillRect(layout.cellsX(), y, HexLayout.CELL * layout.perRow() - 1, 1);
      }
    }
  }

  private String told(SteppedMessage message) {
    String size = Numbers.bytes(message.bytes().length);
    List<MessageChunk> chunks =
        message.recorded().map(SteppedMessage.Recorded::chunks).orElse(List.of());
    if (chunks.isEmpty()) {
      return size;
    }
    long arrived = message.arrived(stepper.position(), stepper.waiting());
    return Numbers.bytes(arrived)
        + " of "
        + size
        + " had arrived, in "
        + Numbers.count(chunks.stream().filter(chunk -> chunk.from() < arrived).count(), "chunk")
        + (stepper.waiting() >= 0 ? waits(message.waits().get(stepper.waiting())) : "");
  }

  private static String waits(SteppedMessage.Wait wait) {
    return wait.turn()
        ? "; steps aside at offset " + wait.offset()
        : "; waits at offset "
            + wait.offset()
            + " for "
            + Numbers.count(wait.wanted(), "more byte");
  }
}
