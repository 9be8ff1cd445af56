package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Lacking;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A report for people at a terminal. */
public final class TextReport {
  private static final int MOST_OCCURRENCES = 5;
  private static final int MOST_FRAMES = 10;
  private static final int WIDTH = 100;

  private TextReport() {}

  public static void write(Report report, Writer out) throws IOException {
    out.write(report.about() + "\n" + report.found() + "\n");
    for (Finding finding : report.findings()) {
      write(report, finding, out);
    }
    if (!report.muted().isEmpty()) {
      out.write("\nMuted:\n");
      for (Finding finding : report.muted()) {
        out.write(
            "  " + finding.key() + ": " + report.mutes().reason(finding).orElseThrow() + "\n");
      }
    }
    if (!report.missing().isEmpty()) {
      out.write("\nMissing in the recording:\n");
      for (String sentence : report.missing()) {
        wrap("  ", sentence, out);
      }
    }
    lacking(report.analysis().lacking(), out);
  }

  private static void write(Report report, Finding finding, Writer out) throws IOException {
    out.write(
        "\n"
            + finding.severity().text().toUpperCase(Locale.ROOT)
            + "  "
            + finding.rule().title()
            + (finding.evidence() == Evidence.INFERRED ? " (inferred)" : "")
            + "  ["
            + finding.key()
            + "]\n");
    wrap("  ", finding.summary(), out);
    finding.worst().stream()
        .limit(MOST_OCCURRENCES)
        .map(TextReport::line)
        .forEach(line -> append(out, line));
    long more = finding.count() - Math.min(MOST_OCCURRENCES, finding.worst().size());
    if (more > 0) {
      out.write("    and " + Numbers.count(more) + " more\n");
    }
    List<Frame> frames =
        report.seen().frames(finding.stackTrace()).stream()
            .filter(frame -> !frame.isHidden())
            .limit(MOST_FRAMES)
            .toList();
    if (!frames.isEmpty()) {
      out.write("  Where:\n");
      for (Frame frame : frames) {
        out.write("    " + FrameText.of(frame) + "\n");
      }
    }
    wrap("  What to do: ", finding.rule().remedy(), out);
    wrap("  ", finding.limit(), out);
  }

  private static String line(Occurrence each) {
    return "    " + Times.moment(each.from()) + " s  " + each.sentence() + "\n";
  }

  private static void append(Writer out, String line) {
    try {
      out.write(line);
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  /** The same sentence once, with the rules that it is about. */
  private static void lacking(List<Lacking> lacking, Writer out) throws IOException {
    Map<String, String> rules = new TreeMap<>();
    for (Lacking each : lacking) {
      rules.merge(each.sentence(), each.rule().id(), (before, id) -> before + ", " + id);
    }
    if (!rules.isEmpty()) {
      out.write("\nNot enough data:\n");
      for (Map.Entry<String, String> each : rules.entrySet()) {
        wrap("  ", each.getValue() + ": " + each.getKey(), out);
      }
    }
  }

  private static void wrap(String begin, String text, Writer out) throws IOException {
    StringBuilder line = new StringBuilder(begin);
    String indent = " ".repeat(begin.length() - begin.stripLeading().length());
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
        out.write(line.toString().stripTrailing() + "\n");
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    out.write(line.toString().stripTrailing() + "\n");
  }
}
