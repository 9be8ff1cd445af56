package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.index.FiberCounts;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the overview shows at a moment, in words. */
final class OverviewText {
  private OverviewText() {}

  /**
   * @param resolution ns of a pixel
   */
  static String at(OpenSession open, long time, double resolution) {
    if (time < 0 || time >= open.session().duration()) {
      return "Outside of the recording.";
    }
    List<String> lines = new ArrayList<>();
    lines.add("at " + Times.moment(time, Math.max(1, (long) resolution)) + " s");
    FiberCounts counts = open.counts();
    int part = counts.part(time);
    if (counts.carriers() > 0 || counts.living()[part] > 0) {
      lines.add(fibers(open, part));
    }
    lines.addAll(VitalsText.at(open.session().vitals(), time, (long) resolution));
    return String.join("\n", lines);
  }

  private static String fibers(OpenSession open, int part) {
    FiberCounts counts = open.counts();
    String alive = Numbers.count(Math.round(counts.living()[part]), "fiber") + " alive";
    return OverviewCounts.areKnown(open)
        ? String.format(
            Locale.ROOT,
            "%s: %.1f on a carrier, %.1f could run",
            alive,
            counts.mounted()[part],
            counts.waiting()[part])
        : alive + "; how many were on a carrier, or could run, was not recorded";
  }
}
