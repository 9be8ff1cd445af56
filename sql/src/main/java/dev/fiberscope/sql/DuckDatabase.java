package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.Questions;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.TableColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** A database in memory whose tables are read from sessions, or from Parquet. */
final class DuckDatabase implements SqlDatabase {
  private static final String READ = "fiberscope_";

  private final DuckDBConnection connection;
  private final Map<String, List<SessionTable>> tables;
  private volatile Statement running;

  private DuckDatabase(DuckDBConnection connection, Map<String, List<SessionTable>> tables) {
    this.connection = connection;
    this.tables = tables;
  }

  static DuckDatabase of(List<List<SessionTable>> sessions) throws SQLException {
    Map<String, List<SessionTable>> tables = new LinkedHashMap<>();
    sessions.forEach(
        session ->
            session.forEach(
                table -> tables.computeIfAbsent(table.name(), _ -> new ArrayList<>()).add(table)));
    DuckDatabase database = new DuckDatabase(connect(), tables);
    int threads = Runtime.getRuntime().availableProcessors();
    try (Statement statement = database.connection.createStatement()) {
      for (Map.Entry<String, List<SessionTable>> each : tables.entrySet()) {
        TableFunction.register(
            database.connection, READ + each.getKey(), each.getValue(), threads);
        statement.execute(
            "CREATE VIEW \"" + each.getKey() + "\" AS SELECT * FROM " + READ + each.getKey() + "()");
        comment(statement, each.getValue().getFirst());
      }
      Views.create(statement);
      Lock.none(statement);
    }
    return database;
  }

  static DuckDatabase of(Path folder) throws SQLException, SqlException {
    DuckDatabase database = new DuckDatabase(connect(), Map.of());
    try (Statement statement = database.connection.createStatement()) {
      ParquetFolder.views(statement, folder);
      Views.create(statement);
      Lock.allBut(statement, folder);
    }
    return database;
  }

  static DuckDBConnection connect() throws SQLException {
    Properties properties = new Properties();
    // Rows come as they are read, so that the first of many do not wait for the last.
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
    return connection.unwrap(DuckDBConnection.class);
  }

  private static void comment(Statement statement, SessionTable table) throws SQLException {
    statement.execute(
        "COMMENT ON VIEW \"" + table.name() + "\" IS " + Quoted.text(table.comment()));
    for (TableColumn column : table.columns()) {
      statement.execute(
          "COMMENT ON COLUMN \""
              + table.name()
              + "\".\""
              + column.name()
              + "\" IS "
              + Quoted.text(column.comment()));
    }
  }

  @Override
  public Answer ask(String sql, int mostRows, int seconds) throws SqlException {
    int questions = Questions.of(sql).size();
    if (questions != 1) {
      throw new SqlException(
          questions == 0
              ? "There is no question."
              : "One question at a time is answered; these are " + questions + ", ended by ;.");
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (Statement statement = connection.createStatement()) {
      running = statement;
      statement.setQueryTimeout(seconds);
      Lock.onlyAsks(statement, sql);
      try (ResultSet result = statement.executeQuery(sql)) {
        return Answers.of(result, mostRows);
      }
    } catch (SQLException problem) {
      if (System.nanoTime() >= end) {
        throw new SqlException(
            "The query took longer than " + seconds + " s and was stopped.", problem);
      }
      throw DuckError.of(problem);
    } finally {
      running = null;
    }
  }

  @Override
  public void cancel() {
    Statement now = running;
    if (now != null) {
      try {
        now.cancel();
      } catch (SQLException ended) {
        // Nothing is left to be cancelled.
      }
    }
  }

  @Override
  public List<Described> schema() throws SqlException {
    try (Statement statement = connection.createStatement()) {
      return Schema.of(statement);
    } catch (SQLException problem) {
      throw DuckError.of(problem);
    }
  }

  @Override
  public void export(Path folder, String host) throws SqlException {
    // Of its own: this one may touch no file.
    try (DuckDBConnection writing = connect()) {
      ParquetFolder.write(writing, tables, folder, host);
    } catch (SQLException problem) {
      throw DuckError.of(problem);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // What is in memory goes with it.
    }
  }
}
