package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.index.Lazy;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What rules say, and where it showed. */
final class FindingTables {
  private record Shown(Finding finding, Occurrence occurrence) {}

  private static final Words<Evidence> EVIDENCE = new Words<>(Evidence.class);

  private FindingTables() {}

  static List<SessionTable> of(Session session, Supplier<Analysis> analysis) {
    Lazy<List<Finding>> findings = new Lazy<>(() -> analysis.get().findings());
    Lazy<List<Shown>> shown =
        new Lazy<>(
            () ->
                findings.get().stream()
                    .flatMap(each -> each.worst().stream().map(worst -> new Shown(each, worst)))
                    .toList());
    return List.of(findings(session, findings), occurrences(session, shown));
  }

  private static SessionTable findings(Session session, Lazy<List<Finding>> findings) {
    IntFunction<Finding> at = row -> findings.get().get(row);
    return new TableBuilder(session, "finding", "Something dangerous that a rule found")
        .text("finding", "Its key, which other tables name", row -> at.apply(row).key())
        .text("rule", "The rule", row -> at.apply(row).rule().id())
        .text("severity", "high, medium or low", row -> at.apply(row).severity().text())
        .text(
            "evidence",
            "recorded, derived or inferred",
            row -> EVIDENCE.of(at.apply(row).evidence()))
        .text("title", "In a few words", row -> at.apply(row).rule().title())
        .text("summary", "With numbers and names", row -> at.apply(row).summary())
        .text("remedy", "What to do", row -> at.apply(row).rule().remedy())
        .whole("count", "How often it showed", row -> at.apply(row).count())
        // That rules are asked only for a query that wants them.
        .build(1, (which, of) -> RowCursor.range(0, findings.get().size(), which, of));
  }

  private static SessionTable occurrences(Session session, Lazy<List<Shown>> shown) {
    IntFunction<Occurrence> at = row -> shown.get().get(row).occurrence();
    return new TableBuilder(session, "occurrence", "A time that a finding showed, of the worst")
        .text("finding", "Its key", row -> shown.get().get(row).finding().key())
        .time("start_ns", "Its begin", TableColumn.NULL, row -> at.apply(row).from())
        .time("end_ns", "Its end", TableColumn.NULL, row -> at.apply(row).to())
        .thread("thread", "The fiber", row -> at.apply(row).fiber())
        .thread("carrier", "The carrier", row -> at.apply(row).carrier())
        .row("decode", "The decode", row -> at.apply(row).decode())
        .text("sentence", "What happened", row -> at.apply(row).sentence())
        .build(1, (which, of) -> RowCursor.range(0, shown.get().size(), which, of));
  }
}
