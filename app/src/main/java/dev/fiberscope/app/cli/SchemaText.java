package dev.fiberscope.app.cli;

import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Tables and views with what they and their columns are. */
final class SchemaText {
  private SchemaText() {}

  /**
   * @param only the one that is wanted; all if empty
   */
  static void write(List<Described> schema, Optional<String> only, PrintWriter out) {
    for (Described each : schema) {
      if (only.isEmpty() || only.get().equalsIgnoreCase(each.name())) {
        out.println(each.name() + (each.isView() ? "  (view)  " : "  ") + each.comment());
        for (DescribedColumn column : each.columns()) {
          out.println(
              String.format("  %-16s %-10s %s", column.name(), column.type(), column.comment())
                  .stripTrailing());
        }
        out.println();
      }
    }
    out.flush();
  }
}
