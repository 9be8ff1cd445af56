package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables and views with their comments, in the order in which they were made. */
final class Schema {
  private Schema() {}

  static List<Described> of(Statement statement) throws SQLException {
    Map<String, List<DescribedColumn>> columns = new LinkedHashMap<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns()"
                + " WHERE NOT internal ORDER BY table_oid, column_index")) {
      while (result.next()) {
        columns
            .computeIfAbsent(result.getString(1), _ -> new ArrayList<>())
            .add(
                new DescribedColumn(
                    result.getString(2), result.getString(3), result.getString(4)));
      }
    }
    List<Described> described = new ArrayList<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT view_name, coalesce(comment, '') FROM duckdb_views() WHERE NOT internal"
                + " ORDER BY view_oid")) {
      while (result.next()) {
        String name = result.getString(1);
        described.add(
            new Described(
                name,
                result.getString(2),
                Views.isOurs(name),
                columns.getOrDefault(name, List.of())));
      }
    }
    return described;
  }
}
