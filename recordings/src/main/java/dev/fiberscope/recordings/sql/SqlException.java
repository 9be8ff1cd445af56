package dev.fiberscope.recordings.sql;

/** A question that has no answer. The message is a sentence, with the place in the SQL. */
public final class SqlException extends Exception {
  private static final long serialVersionUID = 1L;

  public SqlException(String sentence) {
    super(sentence);
  }

  public SqlException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
