/** Asks sessions in SQL. */
module dev.fiberscope.sql {
  requires dev.fiberscope.recordings;
  requires duckdb.jdbc;
  requires java.sql;

  provides dev.fiberscope.recordings.sql.SqlEngine with
      dev.fiberscope.sql.DuckEngine;
}
