package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Lacking;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A report for a browser: one file, with its pictures, that asks nobody for anything. */
public final class HtmlReport {
  private static final int MOST_OCCURRENCES = 20;
  private static final int MOST_FRAMES = 16;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --bg: #fff; --text: #1f2328; --muted: #59636e;
        --line: #d1d9e0; --panel: #f6f8fa; }
      @media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --text: #e6edf3;
        --muted: #9198a1; --line: #3d444d; --panel: #151b23; } }
      body { background: var(--bg); color: var(--text); margin: 2rem auto; max-width: 68rem;
        padding: 0 1.5rem; font: 14px/1.5 Inter, system-ui, sans-serif; }
      h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0; }
      h3 { font-size: .75rem; letter-spacing: .06em; text-transform: uppercase;
        color: var(--muted); margin: 1.2rem 0 .3rem; font-weight: 600; }
      .about, .limit, .lacking { color: var(--muted); font-size: .85rem; }
      section { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem;
        margin: 1.25rem 0; break-inside: avoid; }
      .head { display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; }
      .badge { border-radius: 999px; padding: 0 .6rem; font-size: .75rem; border: 1px solid; }
      .high { color: #f85149; } .medium { color: #bf8700; } .low { color: var(--muted); }
      table { border-collapse: collapse; width: 100%; font-size: .85rem; }
      td, th { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top;
        border-bottom: 1px solid var(--line); }
      th { color: var(--muted); font-weight: 500; }
      code, pre { font: 12px/1.5 'JetBrains Mono', ui-monospace, monospace; }
      pre { background: var(--panel); padding: .6rem .8rem; border-radius: 6px; overflow: auto; }
      svg { width: 100%; height: auto; } svg text { fill: currentColor; font-size: 11px; }
      nav a { color: inherit; }
      """;

  private HtmlReport() {}

  /**
   * @param out is not closed
   */
  public static void write(Report report, Writer out) throws IOException {
    out.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    out.write(Html.text("Hazards of " + report.seen().session().name()));
    out.write("</title>\n<style>\n" + STYLE + "</style></head><body>\n");
    out.write("<h1>" + Html.text("Hazards of " + report.seen().session().name()) + "</h1>\n");
    out.write("<p class=\"about\">" + Html.text(report.about()) + "<br>");
    out.write(Html.text(report.found()) + "</p>\n");
    if (report.findings().isEmpty()) {
      out.write("<p>No rule found anything.</p>\n");
    }
    contents(report, out);
    for (Finding finding : report.findings()) {
      finding(report, finding, out);
    }
    muted(report, out);
    missing(report.missing(), out);
    lacking(report.analysis().lacking(), out);
    out.write("</body></html>\n");
  }

  private static void contents(Report report, Writer out) throws IOException {
    if (report.findings().size() > 1) {
      out.write("<nav><ul>");
      for (Finding finding : report.findings()) {
        out.write("<li><a href=\"#" + Html.text(finding.key()) + "\">");
        out.write(Html.text(finding.rule().title()) + "</a> ");
        out.write("<span class=\"" + finding.severity().text() + "\">");
        out.write(Html.text(finding.subject()) + "</span></li>");
      }
      out.write("</ul></nav>\n");
    }
  }

  private static void finding(Report report, Finding finding, Writer out) throws IOException {
    out.write("<section id=\"" + Html.text(finding.key()) + "\"><div class=\"head\"><h2>");
    out.write(Html.text(finding.rule().title()) + "</h2>");
    badge(finding.severity(), out);
    if (finding.evidence() != Evidence.RECORDED) {
      out.write("<span class=\"badge low\">");
      out.write(finding.evidence().name().toLowerCase(java.util.Locale.ROOT) + "</span>");
    }
    out.write("</div>\n<p>" + Html.text(finding.summary()) + "</p>\n");
    out.write("<h3>Evidence</h3>\n");
    EvidenceSvg.write(EvidencePicture.of(report.seen(), finding.first()), out);
    occurrences(report, finding, out);
    List<Frame> frames =
        report.seen().frames(finding.stackTrace()).stream()
            .filter(frame -> !frame.isHidden())
            .limit(MOST_FRAMES)
            .toList();
    if (!frames.isEmpty()) {
      out.write("<h3>Where</h3>\n<pre>");
      for (Frame frame : frames) {
        out.write(Html.text(FrameText.of(frame)) + "\n");
      }
      out.write("</pre>\n");
    }
    out.write("<h3>What to do</h3>\n<p>" + Html.text(finding.rule().remedy()) + "</p>\n");
    out.write("<p class=\"limit\">" + Html.text(finding.limit()) + " Key: <code>");
    out.write(Html.text(finding.key()) + "</code></p></section>\n");
  }

  private static void badge(Severity severity, Writer out) throws IOException {
    out.write("<span class=\"badge " + severity.text() + "\">" + severity.text() + "</span>");
  }

  private static void occurrences(Report report, Finding finding, Writer out) throws IOException {
    out.write("<table><tr><th>when, s</th><th>value</th><th>what happened</th></tr>\n");
    for (Occurrence each : finding.worst().stream().limit(MOST_OCCURRENCES).toList()) {
      out.write("<tr><td><code>" + Times.moment(each.from()) + "</code></td><td>");
      out.write(Html.text(each.value()) + "</td><td>" + Html.text(each.sentence()));
      out.write("</td></tr>\n");
    }
    out.write("</table>\n");
    long more = finding.count() - Math.min(MOST_OCCURRENCES, finding.worst().size());
    if (more > 0) {
      out.write("<p class=\"limit\">and " + Numbers.count(more) + " more</p>\n");
    }
  }

  private static void muted(Report report, Writer out) throws IOException {
    if (!report.muted().isEmpty()) {
      out.write("<h3>Muted</h3><ul class=\"lacking\">");
      for (Finding finding : report.muted()) {
        out.write("<li>" + Html.text(finding.key()) + ": ");
        out.write(Html.text(report.mutes().reason(finding).orElseThrow()) + "</li>");
      }
      out.write("</ul>\n");
    }
  }

  private static void missing(List<String> missing, Writer out) throws IOException {
    if (!missing.isEmpty()) {
      out.write("<h3>Missing in the recording</h3><ul class=\"lacking\">");
      for (String sentence : missing) {
        out.write("<li>" + Html.text(sentence) + "</li>");
      }
      out.write("</ul>\n");
    }
  }

  private static void lacking(List<Lacking> lacking, Writer out) throws IOException {
    if (!lacking.isEmpty()) {
      out.write("<h3>Not enough data</h3><ul class=\"lacking\">");
      for (Lacking each : lacking) {
        out.write("<li><b>" + Html.text(each.rule().id()) + "</b>: ");
        out.write(Html.text(each.sentence()) + "</li>");
      }
      out.write("</ul>\n");
    }
  }
}
