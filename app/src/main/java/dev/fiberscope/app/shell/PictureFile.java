package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Saves pictures as PNG. */
public final class PictureFile {
  private PictureFile() {}

  /**
   * Writes a picture, and the folder it is to be in.
   *
   * @throws IOException if it cannot be written
   */
  public static void save(WritableImage image, Path png) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image
          .getPixelReader()
          .getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
      copy.setRGB(0, y, width, 1, row, 0, width);
    }
    WholeFile.write(png, part -> write(copy, part));
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("This Java runtime cannot write PNG files.");
    }
  }
}
