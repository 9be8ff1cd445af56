package dev.fiberscope.sql;

import dev.fiberscope.recordings.tables.RowCursor;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.TableColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * A table of sessions as a function of DuckDB: it hands over the columns that a query wants, a few
 * thousand rows at a time, straight from where they are.
 */
final class TableFunction
    implements DuckDBTableFunction<List<SessionTable>, TableFunction.Scan, TableFunction.ScanPart> {
  private final List<SessionTable> parts;
  private final int threads;

  /**
   * @param parts the table of each session; all have the same columns
   */
  private TableFunction(List<SessionTable> parts, int threads) {
    this.parts = parts;
    this.threads = threads;
  }

  /**
   * @param threads that read it at the same time; with one, rows keep their order
   */
  static void register(
      DuckDBConnection connection, String name, List<SessionTable> parts, int threads)
      throws SQLException {
    try (var function = DuckDBFunctions.tableFunction()) {
      function
          .withName(name)
          .withProjectionPushdown()
          .withFunction(new TableFunction(parts, threads))
          .register(connection);
    }
  }

  @Override
  public List<SessionTable> bind(DuckDBTableFunctionBindInfo info) {
    for (TableColumn column : parts.getFirst().columns()) {
      info.addResultColumn(column.name(), type(column));
    }
    info.setCardinality(parts.stream().mapToLong(SessionTable::rows).sum(), false);
    return parts;
  }

  private static DuckDBColumnType type(TableColumn column) {
    return switch (column) {
      case TableColumn.Whole _ -> DuckDBColumnType.BIGINT;
      case TableColumn.Text _ -> DuckDBColumnType.VARCHAR;
      case TableColumn.Flag _ -> DuckDBColumnType.BOOLEAN;
      case TableColumn.Part _ -> DuckDBColumnType.DOUBLE;
      case TableColumn.Moment _ -> DuckDBColumnType.TIMESTAMP;
    };
  }

  @Override
  public Scan init(DuckDBTableFunctionInitInfo info) {
    int[] wanted = new int[(int) info.getColumnCount()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (int) info.getColumnIndex(i);
    }
    info.setMaxThreads(threads);
    return new Scan(parts, wanted, threads);
  }

  @Override
  public ScanPart localInit(DuckDBTableFunctionInitInfo info) {
    return new ScanPart();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws SQLException {
    Scan scan = info.getInitData();
    ScanPart part = info.getLocalInitData();
    return part.next(scan, chunk);
  }

  /** What a query wants, and how far that is given out. */
  static final class Scan {
    private final List<SessionTable> tables;
    private final int[] wanted;
    private final int partsEach;
    private final AtomicInteger given = new AtomicInteger();

    private Scan(List<SessionTable> tables, int[] wanted, int partsEach) {
      this.tables = tables;
      this.wanted = wanted;
      this.partsEach = partsEach;
    }
  }

  /** What one thread of a query reads, part by part. */
  static final class ScanPart {
    private final ColumnWriter writer = new ColumnWriter();
    private int[] rows = new int[0];
    private RowCursor cursor = _ -> 0;
    private List<TableColumn> columns = List.of();

    private long next(Scan scan, DuckDBDataChunkWriter chunk) throws SQLException {
      if (rows.length == 0) {
        rows = new int[Math.toIntExact(chunk.capacity())];
      }
      int count = cursor.next(rows);
      while (count == 0) {
        int part = scan.given.getAndIncrement();
        if (part >= scan.tables.size() * scan.partsEach) {
          return 0;
        }
        SessionTable table = scan.tables.get(part / scan.partsEach);
        cursor = table.parts().part(part % scan.partsEach, scan.partsEach);
        columns = table.columns();
        count = cursor.next(rows);
      }
      for (int i = 0; i < scan.wanted.length; i++) {
        int column = scan.wanted[i];
        // A query that only counts wants a column that is none.
        if (column >= 0 && column < columns.size()) {
          writer.write(columns.get(column), rows, count, chunk.vector(i));
        }
      }
      return count;
    }
  }
}
