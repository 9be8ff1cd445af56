package dev.fiberscope.app.format;

/** How wide text is in Inter, so that labels can be planned without a toolkit. */
public final class TextWidths {
  /** Pixels of the font that labels are drawn in. */
  public static final double LABEL_SIZE = 11;

  private static final char FIRST = ' ';
  private static final int WIDEST = 960;

  // Advances of Inter Regular from the space to the tilde, in thousandths of the font's size.
  private static final int[] ADVANCES = {
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357,
    625, 464, 605, 636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507,
    936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 562, 889, 753, 761,
    635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452,
    497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
    609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659
  };

  private TextWidths() {}

  private static int other(char letter) {
    return switch (letter) {
      case '\u2009' -> 200;
      case '\u00b7' -> 289;
      default -> WIDEST;
    };
  }

  /** Pixels that a label takes. */
  public static double of(String label) {
    return of(label, LABEL_SIZE);
  }

  /** A label, or as much of its beginning as there is room for. */
  public static String beginningOf(String label, double room) {
    if (of(label) <= room) {
      return label;
    }
    int to = label.length() - 1;
    while (to > 0 && of(label.substring(0, to) + "\u2026") > room) {
      to--;
    }
    return label.substring(0, to) + "\u2026";
  }

  /** Text of a size, or as much of its end as there is room for. */
  public static String endOf(String text, double room, double size) {
    if (of(text, size) <= room) {
      return text;
    }
    int from = 1;
    while (from < text.length() && of("\u2026" + text.substring(from), size) > room) {
      from++;
    }
    return "\u2026" + text.substring(from);
  }

  /**
   * Pixels that text takes in a font of a size; what is neither ASCII nor used by our numbers
   * counts as the widest.
   */
  public static double of(String text, double size) {
    int thousandths = 0;
    for (int i = 0; i < text.length(); i++) {
      int index = text.charAt(i) - FIRST;
      thousandths +=
          index >= 0 && index < ADVANCES.length ? ADVANCES[index] : other(text.charAt(i));
    }
    return thousandths * size / 1000;
  }
}
