package dev.fiberscope.app.assist;

import dev.fiberscope.recordings.export.Csv;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.sql.SqlDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** An answer as CSV, with a line that says if there is more. */
final class AnswerCsv {
  private AnswerCsv() {}

  static String of(SqlDatabase.Answer answer) throws IOException {
    StringWriter csv = new StringWriter();
    Csv.write(
        new Rows() {
          @Override
          public List<String> columns() {
            return answer.columns();
          }

          @Override
          public void forEach(Taker taker) throws IOException {
            for (List<Object> row : answer.rows()) {
              taker.row(row.stream().map(value -> value == null ? "" : value).toArray());
            }
          }
        },
        csv);
    return csv + (answer.more() ? "(there are more rows: ask for fewer, or for sums)\n" : "");
  }
}
