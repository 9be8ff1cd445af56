package dev.fiberscope.sql;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps questions from doing anything but being answered. */
final class Lock {
  private Lock() {}

  /** No file may be touched. */
  static void none(Statement statement) throws SQLException {
    shut(statement);
  }

  /** Only the files of a folder may be. */
  static void allBut(Statement statement, Path folder) throws SQLException {
    statement.execute(
        "SET allowed_directories = [" + Quoted.text(folder.toAbsolutePath() + "/") + "]");
    shut(statement);
  }

  private static void shut(Statement statement) throws SQLException {
    // A query that does not fit into memory says so rather than write.
    statement.execute("SET temp_directory = ''");
    statement.execute("SET autoinstall_known_extensions = false");
    statement.execute("SET autoload_known_extensions = false");
    statement.execute("SET enable_external_access = false");
    statement.execute("SET lock_configuration = true");
  }

  /**
   * Lets pass what only asks.
   *
   * @throws SQLException if it does something else, with the place if it is no SQL at all
   */
  static void onlyAsks(Statement statement, String sql) throws SQLException {
    String asked = sql.strip().regionMatches(true, 0, "EXPLAIN", 0, 7) ? unexplained(sql) : sql;
    try (ResultSet parsed =
        statement.executeQuery("SELECT json_serialize_sql(" + Quoted.text(asked) + ")")) {
      if (!parsed.next()) {
        throw new SQLException("INTERRUPT");
      }
      String told = parsed.getString(1);
      if (told.contains("\"error\":true") && told.contains("Only SELECT statements")) {
        throw new SQLException(
            "Only questions are answered: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, SHOW TABLES, and"
                + " EXPLAIN before one of them.");
      }
    }
  }

  private static String unexplained(String sql) {
    return sql.strip().replaceFirst("(?i)^EXPLAIN(\\s+ANALYZE)?", "");
  }
}
