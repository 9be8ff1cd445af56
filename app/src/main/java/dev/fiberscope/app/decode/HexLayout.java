package dev.fiberscope.app.decode;

import java.util.HexFormat;

/**
 * Where bytes lie in a hex view: addresses, hex in cells, text, in rows of the same height.
 *
 * @param length bytes that are shown
 * @param perRow bytes of a row
 */
record HexLayout(int length, int perRow) {
  static final double ROW = 20;
  static final double CELL = 22;
  static final double TEXT_CELL = 8;
  private static final double DIGIT = 7.3;
  private static final double GAP = 12;
  private static final int WIDE = 16;
  private static final int NARROW = 8;
  private static final int SHORT_ADDRESS = 4;
  private static final int LONG_ADDRESS = 8;
  private static final HexFormat HEX = HexFormat.of();

  /** As many bytes in a row as fit. */
  static HexLayout of(int length, double width) {
    HexLayout wide = new HexLayout(length, WIDE);
    return wide.width() <= width ? wide : new HexLayout(length, NARROW);
  }

  int rows() {
    return (length + perRow - 1) / perRow;
  }

  private int digits() {
    return length > 0x10000 ? LONG_ADDRESS : SHORT_ADDRESS;
  }

  /** The left edge of the first cell. */
  double cellsX() {
    return DIGIT * digits() + GAP;
  }

  /** The left edge of the text. */
  double textX() {
    return cellsX() + CELL * perRow + GAP;
  }

  double width() {
    return textX() + TEXT_CELL * perRow;
  }

  double cellX(int column) {
    return cellsX() + CELL * column;
  }

  double charX(int column) {
    return textX() + TEXT_CELL * column;
  }

  String address(int row) {
    return HEX.toHexDigits((long) row * perRow, digits());
  }

  static String hex(byte value) {
    return HEX.toHexDigits(value);
  }

  /** The byte as ASCII, or a dot. */
  static String ascii(byte value) {
    return value >= ' ' && value <= '~' ? String.valueOf((char) value) : "\u00b7";
  }

  /** The byte at a point, in the cells or in the text, or -1. */
  int at(double x, double y, int firstRow) {
    int row = firstRow + (int) Math.floor(y / ROW);
    int column =
        x >= textX()
            ? (int) ((x - textX()) / TEXT_CELL)
            : x >= cellsX() && x < cellX(perRow) ? (int) ((x - cellsX()) / CELL) : -1;
    if (y < 0 || column < 0 || column >= perRow) {
      return -1;
    }
    long offset = (long) row * perRow + column;
    return offset < length ? (int) offset : -1;
  }
}
