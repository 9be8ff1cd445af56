package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what a query gives. */
final class Answers {
  private Answers() {}

  static Answer of(ResultSet result, int mostRows) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    int width = meta.getColumnCount();
    List<String> columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(meta.getColumnLabel(i));
      types.add(meta.getColumnTypeName(i));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      if (rows.size() == mostRows) {
        return new Answer(columns, types, rows, true);
      }
      List<Object> row = new ArrayList<>(width);
      for (int i = 1; i <= width; i++) {
        row.add(value(result.getObject(i)));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return new Answer(columns, types, rows, false);
  }

  private static Object value(Object value) {
    return switch (value) {
      case null -> null;
      case Long whole -> whole;
      case Integer whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case Float part -> part.doubleValue();
      case Double part -> part;
      case BigDecimal part -> part.doubleValue();
      case BigInteger whole ->
          whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole.toString();
      case Boolean flag -> flag;
      case Timestamp moment -> moment.toLocalDateTime().toInstant(ZoneOffset.UTC);
      case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC);
      default -> value.toString();
    };
  }
}
