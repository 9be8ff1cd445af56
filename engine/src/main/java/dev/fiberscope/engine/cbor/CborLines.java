package dev.fiberscope.engine.cbor;

import dev.fiberscope.engine.cbor.CborItem.Kind;
import java.util.ArrayList;
import java.util.List;

/** An item in lines, each with the byte where it begins. */
public final class CborLines {
  /** What is shorter stands in one line. */
  private static final int MOST = 60;

  /**
   * A line.
   *
   * @param offset byte of what begins or ends in it
   * @param depth items around it
   * @param text in diagnostic notation
   */
  public record Line(long offset, int depth, String text) {
    /**
     * The line behind its offset, indented.
     *
     * @param digits that the largest offset has
     */
    public String numbered(int digits) {
      return String.format("%" + digits + "d  ", offset) + "  ".repeat(depth) + text;
    }
  }

  private final List<Line> lines = new ArrayList<>();

  private CborLines() {}

  /** The lines of an item. */
  public static List<Line> of(CborItem item) {
    CborLines lines = new CborLines();
    lines.add(item, 0, "", "");
    return lines.lines;
  }

  private void add(CborItem item, int depth, String before, String after) {
    if (CborText.isShort(item, MOST)) {
      lines.add(new Line(item.offset(), depth, before + CborText.of(item) + after));
      return;
    }
    lines.add(new Line(item.offset(), depth, before + CborText.opening(item)));
    List<CborItem> parts = item.parts();
    int step = item.kind() == Kind.MAP ? 2 : 1;
    for (int i = 0; i < parts.size(); i += step) {
      String comma = i + step < parts.size() ? "," : "";
      if (step == 1) {
        add(parts.get(i), depth + 1, "", comma);
      } else if (CborText.isShort(parts.get(i), MOST)) {
        String key = CborText.of(parts.get(i)) + ": ";
        entry(parts.get(i).offset(), parts.get(i + 1), depth + 1, key, comma);
      } else {
        add(parts.get(i), depth + 1, "", ":");
        add(parts.get(i + 1), depth + 1, "", comma);
      }
    }
    long end = item.isOpen() ? item.end() - 1 : item.end();
    lines.add(new Line(end, depth, CborText.closing(item) + after));
  }

  /** A key and its value, which begin in one line: that of the key's byte. */
  private void entry(long offset, CborItem value, int depth, String key, String comma) {
    int line = lines.size();
    add(value, depth, key, comma);
    lines.set(line, new Line(offset, depth, lines.get(line).text()));
  }
}
