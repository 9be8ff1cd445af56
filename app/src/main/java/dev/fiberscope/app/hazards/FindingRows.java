package dev.fiberscope.app.hazards;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The findings of a report as a table, with the worst time of each. */
record FindingRows(Report report) implements Rows {
  @Override
  public List<String> columns() {
    return List.of(
        "rule",
        "severity",
        "subject",
        "count",
        "worst_from_ns",
        "worst_to_ns",
        "worst",
        "evidence",
        "muted_because",
        "summary",
        "key");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    for (Finding finding : report.findings()) {
      row(finding, taker);
    }
    for (Finding finding : report.muted()) {
      row(finding, taker);
    }
  }

  private void row(Finding finding, Taker taker) throws IOException {
    taker.row(
        finding.rule().id(),
        finding.severity().text(),
        finding.subject(),
        finding.count(),
        finding.first().from(),
        finding.first().to(),
        finding.first().value(),
        finding.evidence().name().toLowerCase(Locale.ROOT),
        report.mutes().reason(finding).orElse(""),
        finding.summary(),
        finding.key());
  }
}
