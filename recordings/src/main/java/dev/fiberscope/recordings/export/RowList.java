package dev.fiberscope.recordings.export;

import java.io.IOException;
import java.util.List;

/** Rows that are there already. */
public record RowList(List<String> columns, List<Object[]> rows) implements Rows {
  @Override
  public void forEach(Taker taker) throws IOException {
    for (Object[] row : rows) {
      taker.row(row);
    }
  }
}
