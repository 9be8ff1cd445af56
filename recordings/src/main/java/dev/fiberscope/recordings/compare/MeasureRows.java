package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The measures of a comparison as a table; what there is none of is empty. */
public record MeasureRows(Comparison comparison) implements Rows {
  @Override
  public List<String> columns() {
    return List.of("measure", "unit", "before", "after", "change", "verdict", "chance");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    for (Measure each : comparison.measures()) {
      taker.row(
          each.name(),
          each.unit().name().toLowerCase(Locale.ROOT),
          number(each.before()),
          number(each.after()),
          number(each.change()),
          each.verdict().name().toLowerCase(Locale.ROOT),
          number(each.test().chance()));
    }
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : "";
  }
}
