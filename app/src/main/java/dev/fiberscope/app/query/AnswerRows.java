package dev.fiberscope.app.query;

import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import java.io.IOException;
import java.util.List;

/** What a question gave, to be saved; what is not known is empty. */
record AnswerRows(Answer answer) implements Rows {
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
}
