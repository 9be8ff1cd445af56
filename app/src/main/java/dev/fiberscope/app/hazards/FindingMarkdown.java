package dev.fiberscope.app.hazards;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.report.EvidencePicture;
import dev.fiberscope.recordings.report.EvidenceText;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Times;
import java.util.List;

/** A finding as Markdown, for an issue or a chat. */
final class FindingMarkdown {
  private static final int MOST_OCCURRENCES = 10;
  private static final int MOST_FRAMES = 12;

  private FindingMarkdown() {}

  static String of(Report report, Finding finding) {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(finding.rule().title());
    text.append(" (").append(finding.severity().text()).append(")\n\n");
    text.append(finding.summary()).append("\n\n");
    text.append("```\n");
    text.append(EvidenceText.of(EvidencePicture.of(report.seen(), finding.first())));
    text.append("```\n\n");
    text.append("| when, s | value | what happened |\n|---|---|---|\n");
    for (Occurrence each : finding.worst().stream().limit(MOST_OCCURRENCES).toList()) {
      text.append("| ").append(Times.moment(each.from())).append(" | ").append(cell(each.value()));
      text.append(" | ").append(cell(each.sentence())).append(" |\n");
    }
    List<Frame> frames = report.seen().frames(finding.stackTrace());
    if (!frames.isEmpty()) {
      text.append("\n```\n");
      frames.stream()
          .filter(frame -> !frame.isHidden())
          .limit(MOST_FRAMES)
          .forEach(
              frame ->
                  text.append(frame.type() + "." + frame.method() + ":" + frame.line() + "\n"));
      text.append("```\n");
    }
    text.append("\n**What to do:** ").append(finding.rule().remedy()).append("\n\n");
    text.append("`").append(command(report)).append("` tells of it as `").append(finding.key());
    return text.append("`.\n").toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  /** What finds it again, in CI. */
  static String command(Report report) {
    return "fiberscope analyze " + report.file().getFileName() + " --fail-on high";
  }
}
