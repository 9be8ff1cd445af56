package dev.fiberscope.recordings.sql;

import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import java.io.IOException;
import java.util.List;

/**
 * What a question gave, to be written.
 *
 * @param none what stands for what is not known
 */
public record AnswerRows(Answer answer, Object none) implements Rows {
  @Override
  public List<String> columns() {
    return answer.columns();
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    for (List<Object> row : answer.rows()) {
      taker.row(row.stream().map(value -> value == null ? none : value).toArray());
    }
  }
}
