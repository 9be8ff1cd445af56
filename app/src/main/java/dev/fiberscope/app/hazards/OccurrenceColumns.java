package dev.fiberscope.app.hazards;

import dev.fiberscope.app.format.CarrierName;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;

/** What a table shows of occurrences. */
final class OccurrenceColumns {
  private OccurrenceColumns() {}

  /** The column that takes the room that others leave. */
  static final String WHAT = "What happened";

  /** Those in which any of the occurrences has something. */
  static List<Column<Occurrence, ?>> of(Observed seen, List<Occurrence> occurrences) {
    List<Column<Occurrence, ?>> all =
        List.of(
            new Column<>(
                "When, s",
                88,
                true,
                Occurrence::from,
                Times::moment,
                Comparator.<Long>naturalOrder()),
            Column.text("Fiber", 104, each -> each.fiber() < 0 ? "" : seen.name(each.fiber())),
            new Column<Occurrence, Occurrence>(
                "Value",
                84,
                true,
                each -> each,
                Occurrence::value,
                Comparator.comparingLong(Occurrence::weight)),
            Column.text(WHAT, 430, Occurrence::sentence),
            Column.text("Carrier", 84, each -> carrier(seen, each)),
            Column.text("Decode", 84, each -> decode(seen, each)));
    return all.stream()
        .filter(column -> occurrences.stream().anyMatch(each -> !column.textOf(each).isEmpty()))
        .toList();
  }

  private static String carrier(Observed seen, Occurrence each) {
    return each.carrier() < 0 ? "" : CarrierName.shortened(seen.name(each.carrier()));
  }

  private static String decode(Observed seen, Occurrence each) {
    return each.decode() < 0 ? "" : seen.session().decodes().format(each.decode()).type();
  }
}
