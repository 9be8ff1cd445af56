package dev.fiberscope.app.timeline;

import dev.fiberscope.app.format.TextWidths;
import java.nio.IntBuffer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Puts a draw list on a canvas: boxes through a raster at device pixels, labels as text. */
final class RasterView {
  static final Font LABEL_FONT = Font.font("Inter", TextWidths.LABEL_SIZE);

  private PixelBuffer<IntBuffer> buffer;
  private WritableImage image;

  /** Draws the boxes of a list over the whole canvas, one pixel for each logical one. */
  void boxes(Canvas canvas, DrawList list, int[] colours) {
    int width = Math.max(1, (int) canvas.getWidth());
    int height = Math.max(1, (int) canvas.getHeight());
    fit(width, height);
    RasterPainter.paint(list, buffer.getBuffer().array(), width, height, colours);
    buffer.updateBuffer(_ -> null);
    show(canvas);
  }

  /** Draws pixels over the whole canvas. */
  void pixels(Canvas canvas, int[] argb, int width, int height) {
    fit(width, height);
    System.arraycopy(argb, 0, buffer.getBuffer().array(), 0, width * height);
    buffer.updateBuffer(_ -> null);
    show(canvas);
  }

  private void fit(int width, int height) {
    if (buffer == null || buffer.getWidth() != width || buffer.getHeight() != height) {
      buffer =
          new PixelBuffer<>(
              width,
              height,
              IntBuffer.allocate(width * height),
              PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
  }

  /** Draws again what was drawn before. */
  void show(Canvas canvas) {
    canvas.getGraphicsContext2D().drawImage(image, 0, 0, canvas.getWidth(), canvas.getHeight());
  }

  /** Writes text whose vertical middle is at {@code middle}. */
  static void text(
      GraphicsContext g, String text, double x, double middle, Font font, Color colour) {
    g.setFont(font);
    g.setFill(colour);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text, x, middle);
  }

  /** Writes text that ends at {@code right}. */
  static void textEndingAt(
      GraphicsContext g, String text, double right, double middle, Font font, Color colour) {
    text(g, "", right, middle, font, colour);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(text, right, middle);
  }
}
