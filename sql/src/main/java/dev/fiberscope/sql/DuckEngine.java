package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlEngine;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.tables.SessionTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** DuckDB within this process. */
public final class DuckEngine implements SqlEngine {
  @Override
  public void prepare() {
    try {
      DuckDatabase.connect().close();
    } catch (SQLException later) {
      // Whoever opens one is told.
    }
  }

  @Override
  public SqlDatabase open(List<List<SessionTable>> sessions) throws SqlException {
    try {
      return DuckDatabase.of(sessions);
    } catch (SQLException problem) {
      throw DuckError.of(problem);
    }
  }

  @Override
  public SqlDatabase open(Path folder) throws SqlException {
    try {
      return DuckDatabase.of(folder);
    } catch (SQLException problem) {
      throw DuckError.of(problem);
    }
  }
}
