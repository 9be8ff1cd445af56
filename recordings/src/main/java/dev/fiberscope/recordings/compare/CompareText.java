package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.compare.Comparison.SiteChange;
import dev.fiberscope.recordings.compare.Measure.Verdict;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A comparison for people at a terminal. */
public final class CompareText {
  private static final int MOST_SITES = 10;

  private CompareText() {}

  public static void write(Comparison comparison, Writer out) throws IOException {
    out.write("before  " + about(comparison.before()) + "\n");
    out.write("after   " + about(comparison.after()) + "\n");
    for (String sentence : comparison.differences()) {
      out.write("        " + sentence + "\n");
    }
    out.write("\n");
    out.write(String.format("%-20s %12s %12s %9s%n", "", "before", "after", "change"));
    for (Measure each : comparison.measures()) {
      out.write(
          String.format(
                      "%-20s %12s %12s %9s  %s",
                      each.name(),
                      value(each, each.before()),
                      value(each, each.after()),
                      change(each),
                      verdict(each))
                  .stripTrailing()
              + "\n");
    }
    findings("Findings that came", comparison.came(), out);
    findings("Findings that went", comparison.went(), out);
    sites(comparison.sites(), out);
  }

  private static String about(Side side) {
    return side.text() + " of " + Times.duration(side.session().duration());
  }

  /** A value with its unit; {@code none} where there is none. */
  public static String value(Measure measure, double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    return switch (measure.unit()) {
      case NANOS -> Times.duration(Math.round(value));
      case PER_SECOND -> rate(value);
      case SHARE -> Numbers.percent(value);
    };
  }

  private static String rate(double value) {
    String text =
        value >= 100 || value == 0
            ? Numbers.count(Math.round(value))
            : String.format(Locale.ROOT, "%.3g", value);
    return text + "/s";
  }

  /** By how much it grew. */
  public static String change(Measure measure) {
    if (Double.isNaN(measure.before()) || Double.isNaN(measure.after())) {
      return "";
    }
    double change = measure.change();
    if (Double.isInfinite(change)) {
      return "new";
    }
    return String.format(Locale.ROOT, "%+.0f %%", 100 * change);
  }

  /** What is to be said of it, in words; empty where a name of the same kind says it already. */
  public static String verdict(Measure measure) {
    if (measure.name().endsWith("median") || measure.name().endsWith("99 %")) {
      return "";
    }
    if (Double.isNaN(measure.after())) {
      return "none any more";
    }
    if (Double.isNaN(measure.before())) {
      return "none before";
    }
    Verdict verdict = measure.verdict();
    return switch (verdict) {
      case WORSE -> "worse, more than noise" + pairs(measure);
      case BETTER -> "better, more than noise" + pairs(measure);
      case OTHER -> "different, more than noise" + pairs(measure);
      case NOISE -> "no more than noise";
      case UNKNOWN -> "too little to tell";
    };
  }

  private static String pairs(Measure measure) {
    RankTest test = measure.test();
    boolean larger = test.larger() > 0.5;
    return ": "
        + (larger ? "more" : "less")
        + " in "
        + Math.round(100 * (larger ? test.larger() : 1 - test.larger()))
        + " of 100 pairs of their parts"
        + (test.chance() < 0.001
            ? ""
            : String.format(Locale.ROOT, ", by chance %.3f", test.chance()));
  }

  private static void findings(String title, List<Finding> findings, Writer out)
      throws IOException {
    out.write("\n" + title + ":" + (findings.isEmpty() ? " none" : "") + "\n");
    for (Finding each : findings) {
      out.write(
          "  " + each.severity().text() + "  " + each.rule().title() + "  [" + each.key() + "]\n");
    }
  }

  private static void sites(List<SiteChange> sites, Writer out) throws IOException {
    if (sites.isEmpty()) {
      return;
    }
    out.write("\nWhere fibers waited, of all fibers together in each second:\n");
    for (SiteChange each : sites.subList(0, Math.min(MOST_SITES, sites.size()))) {
      out.write(
          String.format(
              "  %12s %12s %13s  %s%n",
              Times.duration(Math.round(each.before())),
              Times.duration(Math.round(each.after())),
              (each.change() < 0 ? "-" : "+") + Times.duration(Math.round(Math.abs(each.change()))),
              each.site()));
    }
  }
}
