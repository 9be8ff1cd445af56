package dev.fiberscope.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.theme.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RasterPainterTest {
  private static final int BACK = 0xff000000;
  private static final int RUNNING = 0xff64c864;

  private static int[] paint(DrawList list) {
    int[] colours = new int[Role.values().length];
    colours[Role.BACKGROUND.ordinal()] = BACK;
    colours[Role.RUNNING.ordinal()] = RUNNING;
    int[] pixels = new int[100];
    RasterPainter.paint(list, pixels, 10, 10, colours);
    return pixels;
  }

  @Test
  void aBoxFillsItsPixelsAndNoOthers() {
    DrawList list = new DrawList();
    list.box(2, 3, 5, 6, Role.RUNNING, DrawList.OPAQUE, false);
    int[] pixels = paint(list);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        boolean inside = x >= 2 && x < 5 && y >= 3 && y < 6;
        assertThat(pixels[10 * y + x]).isEqualTo(inside ? RUNNING : BACK);
      }
    }
  }

  @Test
  void aBoxOutsideIsClipped() {
    DrawList list = new DrawList();
    list.box(-5, -5, 20, 2, Role.RUNNING, DrawList.OPAQUE, false);
    list.box(12, 0, 15, 10, Role.RUNNING, DrawList.OPAQUE, false);
    int[] pixels = paint(list);
    assertThat(pixels[15]).isEqualTo(RUNNING);
    assertThat(pixels[25]).isEqualTo(BACK);
  }

  @Test
  void opacityMixesWithTheBackground() {
    DrawList list = new DrawList();
    list.box(0, 0, 1, 1, Role.RUNNING, 128, false);
    assertThat(paint(list)[0]).isEqualTo(0xff326432);
  }

  @Test
  void whatIsInferredIsHatched() {
    DrawList list = new DrawList();
    list.box(0, 0, 5, 5, Role.RUNNING, DrawList.OPAQUE, true);
    assertThat(IntStream.of(paint(list)).distinct().filter(pixel -> pixel != BACK)).hasSize(2);
  }
}
