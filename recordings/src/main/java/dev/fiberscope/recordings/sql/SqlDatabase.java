package dev.fiberscope.recordings.sql;

import java.nio.file.Path;
import java.util.List;

/** Tables that can be asked. Nothing that is asked writes, reads other files or loads code. */
public interface SqlDatabase extends AutoCloseable {
  /**
   * What a question gives.
   *
   * @param columns names
   * @param types as the database calls them, of each column
   * @param rows values: Long, Double, Boolean, String, {@link java.time.Instant} or null
   * @param more true if there are more rows than were wanted
   */
  record Answer(List<String> columns, List<String> types, List<List<Object>> rows, boolean more) {}

  /** A table or a view with its columns. */
  record Described(String name, String comment, boolean isView, List<DescribedColumn> columns) {}

  record DescribedColumn(String name, String type, String comment) {}

  /**
   * Asks one question.
   *
   * @param mostRows that are wanted
   * @param seconds that it may take
   * @throws SqlException if it is wrong, would change something, needs more memory or time than
   *     there is, or was cancelled
   */
  Answer ask(String sql, int mostRows, int seconds) throws SqlException;

  /** Stops what is being asked, from any thread. */
  void cancel();

  /** What can be asked for. */
  List<Described> schema() throws SqlException;

  /**
   * Writes all tables as Parquet, a folder for each, with those of others beside it.
   *
   * @param folder made if it is not there; a part that is not whole does not stay
   * @param host of the JVM, for who has many
   * @throws SqlException if that cannot be written
   */
  void export(Path folder, String host) throws SqlException;

  @Override
  void close();
}
