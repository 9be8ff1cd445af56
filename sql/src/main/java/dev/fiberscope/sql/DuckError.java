package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.SqlException;
import java.sql.SQLException;

/** What DuckDB says went wrong, without what only its authors need. */
final class DuckError {
  /** Before it stands that the result of what failed cannot be read. */
  private static final String STREAMED = "\nError: ";

  private DuckError() {}

  static SqlException of(SQLException problem) {
    String said = String.valueOf(problem.getMessage()).strip();
    int inner = said.indexOf(STREAMED);
    if (inner >= 0) {
      said = said.substring(inner + STREAMED.length());
    }
    if (said.contains("INTERRUPT")) {
      return new SqlException("The query was cancelled.", problem);
    }
    if (said.startsWith("Out of Memory Error")) {
      return new SqlException(
          "The query needs more memory than it may have; ask for fewer rows at a time. " + said,
          problem);
    }
    return new SqlException(said, problem);
  }
}
