package dev.fiberscope.recordings.sql;

import dev.fiberscope.recordings.beside.Beside;
import java.util.ServiceLoader;

/** Finds the engine that answers SQL. */
public final class SqlEngines {
  private SqlEngines() {}

  /**
   * @throws SqlException if it did not come with the program
   */
  public static SqlEngine load() throws SqlException {
    return Beside.find(SqlEngine.class, ServiceLoader.load(SqlEngine.class))
        .orElseThrow(
            () ->
                new SqlException(
                    "This Fiberscope came without what answers SQL: install it again."));
  }
}
