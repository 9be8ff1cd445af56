package dev.fiberscope.recordings.report;

import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Mutes;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.store.ImportStatistics;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.nio.file.Path;
import java.util.List;

/**
 * What is told of an analysis.
 *
 * @param file the recording
 * @param findings those that are not muted
 * @param muted those that are
 */
public record Report(
    Path file,
    Observed seen,
    Analysis analysis,
    List<Finding> findings,
    List<Finding> muted,
    Mutes mutes) {

  public static Report of(Path file, Observed seen, Analysis analysis, Mutes mutes) {
    return new Report(
        file,
        seen,
        analysis,
        analysis.findings().stream().filter(each -> mutes.reason(each).isEmpty()).toList(),
        analysis.findings().stream().filter(each -> mutes.reason(each).isPresent()).toList(),
        mutes);
  }

  /** How many findings of a severity there are. */
  public long count(Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).count();
  }

  /** True if there is one that is as bad or worse. */
  public boolean has(Severity atLeast) {
    return findings.stream().anyMatch(each -> each.severity().compareTo(atLeast) >= 0);
  }

  /** What the recording lost or does not tell, in sentences: nothing found is not nothing there. */
  public List<String> missing() {
    return missing(seen.session());
  }

  /** The same of any recording. */
  public static List<String> missing(Session session) {
    ImportStatistics statistics = session.statistics();
    return statistics.counted().stream()
        .filter(counter -> counter.severity() == ImportStatistics.Severity.WARNING)
        .map(counter -> sentence(counter, statistics.count(counter)))
        .toList();
  }

  private static String sentence(ImportStatistics.Counter counter, long count) {
    return Numbers.count(count) + " " + counter.help(count) + ".";
  }

  /** What was looked at, in a line. */
  String about() {
    var session = seen.session();
    return String.join(
        " · ",
        session.name(),
        Times.duration(session.duration()),
        Numbers.count(session.events(), "event"),
        Numbers.count(session.threads().rows(ThreadTable.Kind.FIBER).length, "fiber"),
        session.jvm().isEmpty() ? "JVM not told" : session.jvm(),
        session.facts().witness().text());
  }

  /** How much was found, in a line. */
  String found() {
    return Numbers.count(findings.size(), "finding")
        + " ("
        + count(Severity.HIGH)
        + " high, "
        + count(Severity.MEDIUM)
        + " medium, "
        + count(Severity.LOW)
        + " low), "
        + Numbers.count(analysis.checked(), "rule")
        + " checked"
        + (muted.isEmpty() ? "" : ", " + muted.size() + " muted")
        + (analysis.lacking().isEmpty()
            ? ""
            : ", " + analysis.lacking().size() + " need more data");
  }
}
