package dev.fiberscope.sql;

import dev.fiberscope.recordings.tables.TableColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBWritableVector;

/** Writes columns into vectors of DuckDB. */
final class ColumnWriter {
  /** Of more texts than these most are told once. */
  private static final int MOST_KEPT = 1 << 16;

  private static final byte[] EMPTY = {};

  private final Map<String, byte[]> utf8 = new HashMap<>();
  private byte[][] texts = new byte[0][];

  void write(TableColumn column, int[] rows, int count, DuckDBWritableVector vector)
      throws SQLException {
    switch (column) {
      case TableColumn.Whole whole -> {
        for (int i = 0; i < count; i++) {
          long value = whole.value().applyAsLong(rows[i]);
          if (value == TableColumn.NULL) {
            vector.setNull(i);
          } else {
            vector.setLong(i, value);
          }
        }
      }
      case TableColumn.Text text -> texts(text, rows, count, vector);
      case TableColumn.Flag flag -> {
        for (int i = 0; i < count; i++) {
          vector.setBoolean(i, flag.value().test(rows[i]));
        }
      }
      case TableColumn.Part part -> {
        for (int i = 0; i < count; i++) {
          double value = part.value().applyAsDouble(rows[i]);
          if (Double.isNaN(value)) {
            vector.setNull(i);
          } else {
            vector.setDouble(i, value);
          }
        }
      }
      case TableColumn.Moment moment -> {
        for (int i = 0; i < count; i++) {
          Instant value = moment.value().apply(rows[i]);
          vector.setTimestamp(i, LocalDateTime.ofInstant(value, ZoneOffset.UTC));
        }
      }
    }
  }

  /** All texts of a vector at once: a call for each would cost more than all else. */
  private void texts(
      TableColumn.Text column, int[] rows, int count, DuckDBWritableVector vector)
      throws SQLException {
    if (texts.length != count) {
      texts = new byte[count][];
    }
    String last = "";
    byte[] lastBytes = EMPTY;
    int told = 0;
    for (int i = 0; i < count; i++) {
      String text = column.value().apply(rows[i]);
      // Rows beside each other mostly say the same.
      if (text != last) {
        last = text;
        lastBytes = bytes(text);
      }
      texts[i] = lastBytes;
      told += lastBytes.length == 0 ? 0 : 1;
    }
    if (told > 0) {
      vector.setStringUtf8Batch(0, texts);
    }
    for (int i = 0; told < count && i < count; i++) {
      if (texts[i].length == 0) {
        vector.setNull(i);
      }
    }
  }

  private byte[] bytes(String text) {
    byte[] known = utf8.get(text);
    if (known == null) {
      known = text.getBytes(StandardCharsets.UTF_8);
      if (utf8.size() < MOST_KEPT) {
        utf8.put(text, known);
      }
    }
    return known;
  }
}
