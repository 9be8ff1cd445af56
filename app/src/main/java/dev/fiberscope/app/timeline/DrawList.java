package dev.fiberscope.app.timeline;

import dev.fiberscope.app.theme.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What to draw, planned before anything is painted: boxes in device pixels, then labels. */
public final class DrawList {
  /** The opacity of a box that covers its pixels fully. */
  public static final int OPAQUE = 255;

  private static final Role[] ROLES = Role.values();
  private static final int INTS_PER_BOX = 6;
  private static final int HATCHED = 1 << 16;

  /**
   * Text over the boxes.
   *
   * @param x left edge in logical pixels; {@code middle} the vertical middle likewise
   * @param width most logical pixels it may take
   */
  public record Label(double x, double middle, double width, String text, Role role) {}

  private int[] boxes = new int[INTS_PER_BOX * 256];
  private int size;
  private final List<Label> labels = new ArrayList<>();

  /**
   * Adds a box from (x0, y0) up to, not including, (x1, y1).
   *
   * @param opacity 1 to {@link #OPAQUE}
   * @param hatched true for what is inferred rather than recorded
   */
  public void box(int x0, int y0, int x1, int y1, Role role, int opacity, boolean hatched) {
    if (size + INTS_PER_BOX > boxes.length) {
      boxes = Arrays.copyOf(boxes, 2 * boxes.length);
    }
    boxes[size] = x0;
    boxes[size + 1] = y0;
    boxes[size + 2] = x1;
    boxes[size + 3] = y1;
    boxes[size + 4] = role.ordinal();
    boxes[size + 5] = opacity | (hatched ? HATCHED : 0);
    size += INTS_PER_BOX;
  }

  public void label(Label label) {
    labels.add(label);
  }

  public int count() {
    return size / INTS_PER_BOX;
  }

  public int x0(int box) {
    return boxes[INTS_PER_BOX * box];
  }

  public int y0(int box) {
    return boxes[INTS_PER_BOX * box + 1];
  }

  public int x1(int box) {
    return boxes[INTS_PER_BOX * box + 2];
  }

  public int y1(int box) {
    return boxes[INTS_PER_BOX * box + 3];
  }

  public Role role(int box) {
    return ROLES[boxes[INTS_PER_BOX * box + 4]];
  }

  public int opacity(int box) {
    return boxes[INTS_PER_BOX * box + 5] & 0xffff;
  }

  public boolean hatched(int box) {
    return (boxes[INTS_PER_BOX * box + 5] & HATCHED) != 0;
  }

  public List<Label> labels() {
    return labels;
  }
}
