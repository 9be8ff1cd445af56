package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.report.EvidencePicture.Box;
import dev.fiberscope.recordings.report.EvidencePicture.PictureLane;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Times;
import java.io.IOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Draws the picture of an occurrence as SVG. */
final class EvidenceSvg {
  private static final double WIDTH = 1000;
  private static final double NAMES = 170;
  private static final double LANE = 22;
  private static final double BOX = 16;
  private static final double QUEUE = 44;
  private static final double LETTER = 6.2;
  private static final Map<State, String> COLORS =
      new EnumMap<>(
          Map.of(
              State.RUNNING, "#3fb950",
              State.RUNNABLE, "#d29922",
              State.AWAY, "#768390",
              State.PARKED, "#545d68",
              State.BLOCKED, "#a371f7",
              State.PINNED, "#f85149",
              State.UNKNOWN, "#848d97"));

  private EvidenceSvg() {}

  static void write(EvidencePicture picture, Writer out) throws IOException {
    boolean queue = picture.waiting().stream().anyMatch(count -> count > 0);
    double lanes = picture.lanes().size() * LANE;
    double height = 18 + lanes + (queue ? QUEUE + 6 : 0);
    out.write(format("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\">", WIDTH, height));
    double from = x(picture, picture.markedFrom());
    double to = x(picture, picture.markedTo());
    out.write(
        format(
            "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%.0f\" fill=\"#f85149\""
                + " opacity=\"0.08\"/>",
            from, Math.max(1, to - from), height - 18));
    double y = 0;
    for (PictureLane lane : picture.lanes()) {
      out.write(format("<text x=\"0\" y=\"%.1f\">%s</text>", y + 13, shortened(lane.name())));
      for (Box box : lane.boxes()) {
        box(picture, box, y, out);
      }
      y += LANE;
    }
    if (queue) {
      queue(picture, y, out);
    }
    out.write(
        format(
            "<text x=\"%.0f\" y=\"%.1f\" opacity=\"0.7\">%s s</text>"
                + "<text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\" opacity=\"0.7\">%s s</text>",
            NAMES,
            height - 4,
            Times.moment(picture.from()),
            WIDTH,
            height - 4,
            Times.moment(picture.to())));
    out.write("</svg>\n");
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }

  private static double x(EvidencePicture picture, long time) {
    return NAMES + (WIDTH - NAMES) * picture.place(time);
  }

  private static String shortened(String name) {
    int most = (int) (NAMES / LETTER);
    return Html.text(
        name.length() <= most ? name : "\u2026" + name.substring(name.length() - most));
  }

  private static void box(EvidencePicture picture, Box box, double y, Writer out)
      throws IOException {
    double from = x(picture, box.from());
    double width = Math.max(0.5, x(picture, box.to()) - from);
    String told =
        (box.label().isEmpty() ? "" : box.label() + ", ")
            + box.state().text()
            + ", "
            + Times.duration(box.to() - box.from());
    out.write(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"2\" fill=\"%s\""
                + " opacity=\"%s\"><title>%s</title></rect>",
            from,
            y,
            width,
            BOX,
            COLORS.get(box.state()),
            box.marked() ? "1" : "0.55",
            Html.text(told)));
    if (!box.label().isEmpty() && box.label().length() * LETTER < width - 8) {
      out.write(
          format(
              "<text x=\"%.1f\" y=\"%.1f\">%s</text>", from + 4, y + 12, Html.text(box.label())));
    }
  }

  private static void queue(EvidencePicture picture, double y, Writer out) throws IOException {
    long most = picture.waiting().stream().mapToLong(Long::longValue).max().orElse(1);
    double part = (WIDTH - NAMES) / picture.waiting().size();
    StringBuilder path = new StringBuilder(format("M%.1f %.1f", NAMES, y + QUEUE));
    for (int i = 0; i < picture.waiting().size(); i++) {
      double top = y + QUEUE - (QUEUE - 6) * picture.waiting().get(i) / most;
      path.append(
          format("L%.1f %.1fL%.1f %.1f", NAMES + i * part, top, NAMES + (i + 1) * part, top));
    }
    path.append(format("L%.1f %.1fZ", WIDTH, y + QUEUE));
    out.write("<path d=\"" + path + "\" fill=\"#d29922\" opacity=\"0.6\"/>");
    out.write(format("<text x=\"0\" y=\"%.1f\">could run (up to %d)</text>", y + QUEUE - 6, most));
  }
}
