package dev.fiberscope.app.hazards;

import dev.fiberscope.app.table.Column;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.text.Times;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** What a table shows of occurrences. */
final class OccurrenceColumns {
  private OccurrenceColumns() {}

  static List<Column<Occurrence, ?>> of(Observed seen) {
    return List.of(
        new Column<>(
            "When, s", 96, true, Occurrence::from, Times::moment, Comparator.<Long>naturalOrder()),
        Column.text("Fiber", 120, each -> each.fiber() < 0 ? "" : seen.name(each.fiber())),
        new Column<Occurrence, Occurrence>(
            "Value",
            96,
            true,
            each -> each,
            Occurrence::value,
            Comparator.comparingLong(Occurrence::weight)),
        Column.text("What happened", 430, Occurrence::sentence),
        Column.text("Carrier", 170, each -> each.carrier() < 0 ? "" : seen.name(each.carrier())),
        Column.text("Decode", 110, each -> decode(seen, each)));
  }

  private static String decode(Observed seen, Occurrence each) {
    return each.decode() < 0 ? "" : seen.session().decodes().format(each.decode()).type();
  }

  /** All rows, to be saved. */
  static Rows rows(List<Column<Occurrence, ?>> columns, List<Occurrence> occurrences) {
    return new Rows() {
      @Override
      public List<String> columns() {
        return columns.stream().map(Column::name).toList();
      }

      @Override
      public void forEach(Taker taker) throws IOException {
        for (Occurrence each : occurrences) {
          taker.row(columns.stream().map(column -> (Object) column.textOf(each)).toArray());
        }
      }
    };
  }
}
