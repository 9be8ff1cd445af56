package dev.fiberscope.sql;

import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.SessionTables;
import dev.fiberscope.recordings.tables.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * Tables as Parquet: a folder for each, and in it, as Hive has it, one for each day, host and
 * recording.
 */
final class ParquetFolder {
  /** Rows of a table that is worth a file for each processor. */
  private static final int LONG = 200_000;

  /** day=, host=, recording=. */
  private static final int PARTITIONS = 3;

  private ParquetFolder() {}

  /** Makes a view of each table that a folder has. */
  static void views(Statement statement, Path folder) throws SQLException, SqlException {
    int found = 0;
    String columns = columns(folder);
    for (Path table : folders(folder)) {
      if (files(table)) {
        found++;
        statement.execute(
            "CREATE VIEW \""
                + table.getFileName()
                + "\" AS SELECT "
                + columns
                + " FROM read_parquet("
                + Quoted.text(table.toAbsolutePath() + "/**/*.parquet")
                + ", hive_partitioning = true, union_by_name = true, hive_types ="
                + " {'recording': VARCHAR, 'host': VARCHAR, 'day': DATE})");
      }
    }
    if (found == 0) {
      throw new SqlException(
          "There are no tables in "
              + folder
              + "; fiberscope export FILE --format parquet -o DIR writes some.");
    }
  }

  /** Where several hosts or days have a recording of the same name, its name says which it is. */
  private static String columns(Path folder) throws SqlException {
    Path recordings = folder.resolve("recording");
    if (!Files.isDirectory(recordings)) {
      return "*";
    }
    try (Stream<Path> all = Files.walk(recordings, PARTITIONS)) {
      List<String> names =
          all.map(each -> each.getFileName().toString())
              .filter(name -> name.startsWith("recording="))
              .toList();
      return names.stream().distinct().count() == names.size()
          ? "*"
          : "* REPLACE (day || '/' || host || '/' || recording AS recording)";
    } catch (IOException unreadable) {
      throw new SqlException("The folder " + recordings + " cannot be read.", unreadable);
    }
  }

  private static List<Path> folders(Path folder) throws SqlException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory)
          .filter(each -> !each.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new SqlException("The folder " + folder + " cannot be read.", unreadable);
    }
  }

  private static boolean files(Path table) throws SqlException {
    try (Stream<Path> all = Files.walk(table)) {
      return all.anyMatch(each -> each.toString().endsWith(".parquet"));
    } catch (IOException unreadable) {
      throw new SqlException("The folder " + table + " cannot be read.", unreadable);
    }
  }

  /** Writes each table of each session; what is not whole is not seen by anybody. */
  static void write(
      DuckDBConnection connection, Map<String, List<SessionTable>> tables, Path folder, String host)
      throws SQLException, SqlException {
    try {
      Files.createDirectories(folder);
      Path writing = Files.createTempDirectory(folder, ".writing-");
      try {
        List<Path> parts = new ArrayList<>();
        List<String> copies = new ArrayList<>();
        int sessions = tables.values().iterator().next().size();
        for (int session = 0; session < sessions; session++) {
          String partition = partition(tables.get("recording").get(session), host);
          for (Map.Entry<String, List<SessionTable>> each : tables.entrySet()) {
            Path part = Path.of(each.getKey(), partition);
            Files.createDirectories(writing.resolve(part));
            parts.add(part);
            copies.addAll(
                copies(connection, each.getValue().get(session), session, writing.resolve(part)));
          }
        }
        run(connection, copies);
        publish(parts, writing, folder);
      } finally {
        drop(writing);
      }
    } catch (IOException full) {
      throw new SqlException(
          "The tables cannot be written into " + folder + ": " + full.getMessage() + ".", full);
    }
  }

  /** What writes a table: a file for each processor if it is long, each in order. */
  private static List<String> copies(
      DuckDBConnection connection, SessionTable table, int session, Path folder)
      throws SQLException {
    int files = table.rows() < LONG ? 1 : Runtime.getRuntime().availableProcessors();
    List<String> copies = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      int which = file;
      SessionTable part =
          new SessionTable(
              table.name(),
              table.comment(),
              table.columns(),
              table.rows() / files,
              (_, _) -> table.parts().part(which, files));
      String function = "part_" + session + "_" + table.name() + "_" + file;
      TableFunction.register(connection, function, List.of(part), 1);
      copies.add(copy(function, folder.resolve("part-" + file + ".parquet")));
    }
    return copies;
  }

  private static void run(DuckDBConnection connection, List<String> copies) throws SQLException {
    try (ExecutorService writers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Void>> written = new ArrayList<>();
      for (String copy : copies) {
        written.add(
            writers.submit(
                () -> {
                  try (DuckDBConnection own = connection.duplicate();
                      Statement statement = own.createStatement()) {
                    statement.execute(copy);
                  }
                  return null;
                }));
      }
      for (Future<Void> each : written) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof SQLException problem
          ? problem
          : new SQLException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SQLException("INTERRUPT");
    }
  }

  private static String copy(String function, Path file) {
    return "COPY (SELECT * EXCLUDE (recording) FROM "
        + function
        + "()) TO "
        + Quoted.text(file.toString())
        + " (FORMAT parquet, ROW_GROUP_SIZE 500000, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION v1, KV_METADATA {fiberscope_tables: '"
        + SessionTables.VERSION
        + "'})";
  }

  private static String partition(SessionTable recording, String host) {
    LocalDate day = LocalDate.EPOCH;
    String name = "";
    for (TableColumn column : recording.columns()) {
      if (column instanceof TableColumn.Moment begin && column.name().equals("begin")) {
        day = begin.value().apply(0).atZone(ZoneOffset.UTC).toLocalDate();
      } else if (column instanceof TableColumn.Text text && column.name().equals("recording")) {
        name = text.value().apply(0);
      }
    }
    return "day=" + day + "/host=" + HiveName.of(host) + "/recording=" + HiveName.of(name);
  }

  /**
   * Moves what is whole to where it is read; what was there of the same recording goes. All of it
   * or nothing.
   */
  private static void publish(List<Path> parts, Path writing, Path folder) throws IOException {
    Path before = Files.createDirectories(writing.resolve(".before"));
    for (Path part : parts) {
      Files.createDirectories(folder.resolve(part).getParent());
    }
    int moved = 0;
    try {
      for (Path part : parts) {
        Path target = folder.resolve(part);
        if (Files.exists(target)) {
          Files.move(target, before.resolve(String.valueOf(moved)));
        }
        Files.move(writing.resolve(part), target, StandardCopyOption.ATOMIC_MOVE);
        moved++;
      }
    } catch (IOException refused) {
      for (int i = moved; i >= 0; i--) {
        Path target = folder.resolve(parts.get(i));
        if (i < moved) {
          Files.move(target, writing.resolve(parts.get(i)));
        }
        Path old = before.resolve(String.valueOf(i));
        if (Files.exists(old)) {
          Files.move(old, target);
        }
      }
      throw refused;
    }
  }

  private static void drop(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
